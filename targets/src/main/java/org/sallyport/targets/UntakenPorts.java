package org.sallyport.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;

/** Rules at ports that a product cannot bind names to: the site rules on them as on hosts that cannot be said. */
public final class UntakenPorts {

    private UntakenPorts() {}

    /**
     * What is conceded of the rules that are to be written: those with a port that is not taken, whose other ports stay.
     *
     * @param taken whether the product can bind a name to the port
     */
    public static List<Concession> concessions(Selection selection, Device device, Predicate<Port> taken) {
        return selection.entries().stream()
                .map(Selection.Entry::rule)
                .distinct()
                .filter(rule -> !rule.ports().list().stream().allMatch(taken))
                .map(rule -> concession(rule, device))
                .toList();
    }

    private static Concession concession(Rule rule, Device device) {
        Inexpressible.Ruling ruling = device.inexpressible().rulingFor(rule.host());
        Concession.Kind kind =
                ruling.choice() == Inexpressible.Choice.OMIT ? Concession.Kind.OMITTED : Concession.Kind.UNRULED;
        return new Concession(rule, kind, List.of(), ruling.reason(), Optional.empty());
    }
}
