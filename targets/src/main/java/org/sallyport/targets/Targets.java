package org.sallyport.targets;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.Id;
import org.sallyport.targets.hostslist.HostsList;
import org.sallyport.targets.pac.Pac;
import org.sallyport.targets.privoxy.Privoxy;
import org.sallyport.targets.squid.Squid;
import org.sallyport.targets.tinyproxy.Tinyproxy;

/** The table of targets. A new target adds one line to {@link #ALL}. */
public final class Targets {

    private static final List<Target> ALL = List.of( //
            new HostsList(), //
            new Pac(), //
            new Privoxy(), //
            new Squid(), //
            new Tinyproxy());

    private Targets() {}

    /** All targets, sorted by their ids. */
    public static Collection<Target> all() {
        return ALL;
    }

    public static Optional<Target> find(Id id) {
        return ALL.stream().filter(target -> target.id().equals(id)).findFirst();
    }

    /** The names of every target's options, by the target's id: what a site file may say. */
    public static Map<String, Set<String>> options() {
        Map<String, Set<String>> options = new TreeMap<>();
        for (Target target : ALL) {
            options.put(
                    target.id().value(),
                    target.capabilities().options().stream()
                            .map(Capabilities.Option::name)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return options;
    }
}
