package org.sallyport.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.name.HostName;

/** Turns names into addresses. Safe for use by several threads. */
public interface Resolver {

    /**
     * What became of a question.
     *
     * @param addresses none where there is a fault
     * @param by the names that the answer went by (CNAME), in their order
     * @param unlike what another name server says that is not like this, and who; empty where they agree
     * @param lifetime how long the name server lets it be remembered; zero where that is not known
     */
    record Answer(
            List<InetAddress> addresses,
            List<HostName> by,
            Optional<Fault> fault,
            Optional<String> unlike,
            Duration lifetime) {

        public Answer {
            addresses = List.copyOf(addresses);
            by = List.copyOf(by);
        }

        /** An answer; a fault where it has no address. */
        public static Answer of(List<InetAddress> addresses, List<HostName> by) {
            return new Answer(
                    addresses,
                    by,
                    addresses.isEmpty() ? Optional.of(Fault.NO_ADDRESS) : Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO);
        }

        /** No answer. */
        public static Answer not(Fault fault) {
            return new Answer(List.of(), List.of(), Optional.of(fault), Optional.empty(), Duration.ZERO);
        }

        Answer unlike(String other) {
            return new Answer(addresses, by, fault, Optional.of(other), lifetime);
        }

        Answer lasting(Duration time) {
            return new Answer(addresses, by, fault, unlike, time);
        }

        /** All of it in one line. */
        String seen() {
            return Stream.of(
                            by.stream().map(HostName::value),
                            addresses.stream().map(InetAddress::getHostAddress),
                            unlike.map(other -> "(" + other + ")").stream())
                    .flatMap(part -> part)
                    .collect(Collectors.joining(" "));
        }
    }

    /** The addresses of a name, those of IPv4 first. */
    Answer resolve(HostName name, Duration patience) throws InterruptedException;
}
