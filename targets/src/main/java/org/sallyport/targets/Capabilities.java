package org.sallyport.targets;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.site.Device;

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
    public record Option(String name, String fallback, Text meaning) {

        /** What the site says, or else the fallback. */
        public String of(Device device) {
            return device.option(name).orElse(fallback);
        }

        /**
         * What the site says of this form, or else the fallback.
         *
         * @param form an expression that the whole value has to match
         * @param repair what to write instead of another value
         * @throws InputException where the site says something else
         */
        public String of(Device device, String form, Text repair) {
            String value = of(device);
            if (!value.matches(form)) {
                throw refusal(device, repair);
            }
            return value;
        }

        /**
         * Whether the site says so, or else the fallback.
         *
         * @throws InputException where the value is neither true nor false
         */
        public boolean isTrue(Device device) {
            return switch (of(device)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw refusal(device, Text.of("write true or false", "écrivez true ou false"));
            };
        }

        /** The device's value is none of the option. */
        public InputException refusal(Device device, Text repair) {
            return new InputException(
                    Text.of(
                            "device %s: \"%s\" is no value of the option %s",
                            "équipement %s : « %s » n'est pas une valeur de l'option %s",
                            device.name(),
                            of(device),
                            name),
                    repair);
        }
    }
}
