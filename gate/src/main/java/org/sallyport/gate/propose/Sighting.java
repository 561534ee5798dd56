package org.sallyport.gate.propose;

import java.time.Instant;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.request.Refusal;

/** What one line of a log says. Immutable. */
sealed interface Sighting {

    /** Let through by the policy of that time, or on the way to be. */
    record Settled() implements Sighting {}

    /**
     * A name that the policy of that time did not let through, or of which the log does not say whether it did.
     *
     * @param client who asked, as the log writes it
     * @param astray whether it is the name of a ClientHello in a tunnel to another server
     */
    record Wanted(Instant at, String client, HostName host, Port port, boolean astray) implements Sighting {}

    /** Refused for a reason that no entry of a site file changes. */
    record Beyond(Refusal why) implements Sighting {}
}
