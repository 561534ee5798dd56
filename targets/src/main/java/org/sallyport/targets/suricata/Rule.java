package org.sallyport.targets.suricata;

import java.util.Set;

/**
 * What a rule does to the traffic of clients.
 *
 * @param passes whether it lets pass; else it drops
 * @param data on whose data it acts
 * @param handshake whether it acts on the handshake of TCP already
 * @param early whether it may act before the name is there for which another rule lets pass
 * @param names those that it matches, or more where it is not certain
 * @param certain whether it acts on all that it seems to
 */
record Rule(
        boolean passes,
        Set<Traffic> data,
        boolean handshake,
        boolean early,
        PortSpec ports,
        Matched names,
        boolean certain) {

    Rule {
        data = Set.copyOf(data);
    }

    boolean drops() {
        return !passes;
    }
}
