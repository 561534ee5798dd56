package org.sallyport.gate.record;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;

/**
 * What became of one connection of a client. Immutable.
 *
 * @param at when it began
 * @param way how it asked
 * @param method of HTTP; empty where it came to none
 * @param destination empty where it could not be read
 * @param why of a refusal, a failure, or of what a gate that enforces would have refused
 * @param sni the name of the ClientHello
 * @param by the names that DNS went by from the one asked for
 * @param address the one that was connected to
 * @param shunned addresses that were not, with their class: {@code 10.0.0.1 (private)}
 * @param sent octets from the client to the server
 * @param received octets from the server to the client
 * @param policy the version of the policy
 */
public record Decision(
        Instant at,
        Duration duration,
        InetAddress client,
        Way way,
        Optional<String> method,
        Optional<Destination> destination,
        Outcome outcome,
        Optional<Refusal> why,
        Optional<Rule> rule,
        Optional<HostName> sni,
        List<HostName> by,
        Optional<InetAddress> address,
        List<String> shunned,
        long sent,
        long received,
        String policy) {

    public Decision {
        by = List.copyOf(by);
        shunned = List.copyOf(shunned);
    }

    /** How a client asks. */
    public enum Way {
        /** For a tunnel, by CONNECT; also where no request could be read. */
        CONNECT,
        /** For a document, by its whole URI. */
        HTTP,
        /** As if the gate were the server, by a ClientHello. */
        TLS;

        /** In records and metrics. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of it. */
    public enum Outcome {
        PERMITTED,
        REFUSED,
        /** The policy permits it, but the server was not reached. */
        FAILED,
        /** It was let through for watching only; a gate that enforces refuses it. */
        OBSERVED;

        /** In records and metrics. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
