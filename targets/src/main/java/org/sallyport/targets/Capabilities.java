package org.sallyport.targets;

import java.util.List;
import org.sallyport.core.Text;

/**
 * What a product sees and can say, as data: its row in the table of targets.
 *
 * @param sees what the product compares with its list
 * @param wildcards whether it can let through all names below one
 * @param apex whether its wildcard brings the name itself along
 * @param starInsideLabel whether it can express a star inside a label
 * @param ports whether the list binds names to ports
 * @param options what the product leaves to the site
 */
public record Capabilities(
        Text sees, boolean wildcards, boolean apex, boolean starInsideLabel, boolean ports, List<Option> options) {

    public Capabilities {
        options = List.copyOf(options);
    }

    /**
     * An option under a device's {@code options} in the site file.
     *
     * @param fallback the value where the site says nothing
     */
    public record Option(String name, String fallback, Text meaning) {}
}
