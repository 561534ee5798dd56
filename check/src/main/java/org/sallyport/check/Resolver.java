package org.sallyport.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;

/** Turns names into addresses. Safe for use by several threads. */
public interface Resolver {

    /**
     * What became of a question.
     *
     * @param addresses none where there is a fault
     * @param by the names that the answer went by (CNAME), in their order
     */
    record Answer(List<InetAddress> addresses, List<HostName> by, Optional<Fault> fault) {

        public Answer {
            addresses = List.copyOf(addresses);
            by = List.copyOf(by);
        }

        static Answer not(Fault fault) {
            return new Answer(List.of(), List.of(), Optional.of(fault));
        }
    }

    /** The addresses of a name, those of IPv4 first. */
    Answer resolve(HostName name, Duration patience) throws InterruptedException;
}
