package org.sallyport.core.proof;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;

/**
 * A bound that a device breaks.
 *
 * @param witness a shortest name that shows it
 * @param port at which it shows; empty for every port, where the device does not tell them apart
 * @param line the line that lets the witness through, if one does
 * @param rule the rule that does not pass, where one is missing
 * @param atStake the features that cannot be used, where a rule is missing
 */
public record Deviation(
        Grade grade, HostName witness, Optional<Port> port, Optional<Line> line, Optional<Rule> rule, Set<Id> atStake) {

    public Deviation {
        atStake = Set.copyOf(atStake);
    }
}
