package org.sallyport.targets.nftables;

import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.dnsmasq.NftSet;

/**
 * A rule of a chain.
 *
 * @param version 4 or 6; 0 for both
 * @param set whose addresses it is about; empty for every address
 * @param open whether it also asks for something that the text does not tell: a client, an interface, an address
 * @param state of its lines
 */
record FilterRule(
        int version,
        Optional<NftSet> set,
        Service service,
        boolean open,
        Verdict verdict,
        Line.State state,
        Optional<Text> remark) {

    enum Verdict {
        ACCEPT,
        DROP,
        /** Goes on with the next rule, or is about packets that begin nothing. */
        NONE,
        /** May accept or drop anything. */
        UNKNOWN
    }

    static FilterRule without(Line.State state, Text remark) {
        return new FilterRule(0, Optional.empty(), Service.ANY, true, Verdict.UNKNOWN, state, Optional.of(remark));
    }
}
