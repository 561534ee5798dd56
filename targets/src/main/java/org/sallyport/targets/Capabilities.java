package org.sallyport.targets;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sallyport.core.Text;

/**
 * What a product sees and can say, as data: its row in the table of targets.
 *
 * @param sees what the product compares with its list
 * @param says the kinds of entries that its language has
 * @param ports whether the list binds names to ports
 * @param limits how much it takes
 * @param evidence what the reader was held against
 * @param options what the product leaves to the site
 */
public record Capabilities(
        Set<Sight> sees, Set<Notation> says, boolean ports, Limits limits, Evidence evidence, List<Option> options) {

    public Capabilities {
        sees = Collections.unmodifiableSet(EnumSet.copyOf(sees));
        says = Collections.unmodifiableSet(EnumSet.copyOf(says));
        options = List.copyOf(options);
    }

    /** Whether it can let through names below one: all of them, or those one label below. */
    public boolean wildcards() {
        return allBelow() || says.contains(Notation.ONE_LABEL_BELOW);
    }

    /** Whether it can let through all names below one. */
    public boolean allBelow() {
        return says.contains(Notation.BELOW) || says.contains(Notation.SUBTREE);
    }

    /** Whether its wildcard brings the name itself along. */
    public boolean apex() {
        return says.contains(Notation.SUBTREE) && !says.contains(Notation.BELOW);
    }

    /** Whether it can let through a name and none of those below it. */
    public boolean exact() {
        return says.contains(Notation.NAME);
    }

    public boolean starInsideLabel() {
        return says.contains(Notation.STAR_INSIDE_LABEL);
    }

    /** Whether names become addresses, so that whatever shares an address with an allowed name passes as well. */
    public boolean passesNeighbours() {
        return sees.stream().anyMatch(Sight::isAddress);
    }

    /**
     * An option under a device's {@code options} in the site file.
     *
     * @param fallback the value where the site says nothing
     */
    public record Option(String name, String fallback, Text meaning) {}
}
