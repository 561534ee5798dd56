package org.sallyport.core.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/**
 * What a device has to let through, and what it may: must ⊆ device ⊆ may. Immutable.
 *
 * @param must the rules whose names have to pass
 * @param may the rules whose names may pass; the apex of a wildcard may as well
 * @param portsMatter whether the device tells ports apart; if not, the bounds are those of the names
 */
public record Bounds(List<Rule> must, List<Rule> may, boolean portsMatter) {

    public Bounds {
        must = List.copyOf(must);
        may = List.copyOf(may);
    }

    public Permits mustPass() {
        return permits(must);
    }

    public Permits mayPass() {
        List<Rule> withApex = new ArrayList<>(may);
        for (Rule rule : may) {
            if (rule.host() instanceof HostPattern.Below below) {
                withApex.add(new Rule(new HostPattern.Exact(below.base()), rule.ports(), rule.form(), rule.reason()));
            }
        }
        return permits(withApex);
    }

    /** The bounds of a device that does not look at ports. */
    public Bounds regardlessOfPort() {
        return new Bounds(must, may, false);
    }

    /** The bounds after the site's rulings: without what it omits, and with what it accepts besides. */
    public Bounds conceding(Set<Rule> omitted, List<Rule> widened) {
        List<Rule> more = new ArrayList<>(may);
        more.addAll(widened);
        return new Bounds(must.stream().filter(rule -> !omitted.contains(rule)).toList(), more, portsMatter);
    }

    private Permits permits(List<Rule> rules) {
        return portsMatter
                ? Permits.of(rules)
                : Permits.everywhere(
                        NameSet.of(rules.stream().map(Rule::host).distinct().toList()));
    }
}
