package org.sallyport.check.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sallyport.check.Aim;
import org.sallyport.check.Aims;
import org.sallyport.check.Climb;
import org.sallyport.core.Id;

/**
 * What a check of one site came to. Immutable.
 *
 * @param climbs in the order of the aims; they decide whether the site reaches what it must
 * @param direct the same without the proxy, where the two are compared; else empty
 */
public record Checked(Id site, Aims aims, List<Climb> climbs, List<Climb> direct) {

    public Checked {
        climbs = List.copyOf(climbs);
        direct = List.copyOf(direct);
        if (climbs.size() != aims.list().size() || (!direct.isEmpty() && direct.size() != climbs.size())) {
            throw new IllegalArgumentException("to each aim there is a climb");
        }
    }

    /** Whether everything is reached that the site must reach. */
    public boolean arrived() {
        return climbs.stream().allMatch(Climb::arrived);
    }

    /** All climbs, those that are compared behind those that decide. */
    public List<Climb> all() {
        List<Climb> all = new ArrayList<>(climbs);
        all.addAll(direct);
        return all;
    }

    /** To each feature, the climbs for its sake, in the order of the aims; a climb serves several features. */
    public Map<Id, List<Climb>> byFeature() {
        Map<Id, List<Climb>> features = new LinkedHashMap<>();
        for (Climb climb : climbs) {
            for (Id feature : climb.aim().features()) {
                features.computeIfAbsent(feature, any -> new ArrayList<>()).add(climb);
            }
        }
        return features;
    }

    /** Servers that are reached directly and not through the proxy. */
    public List<Aim> onlyDirect() {
        return compared(
                index -> direct.get(index).arrived() && !climbs.get(index).arrived());
    }

    /** Servers that are reached through the proxy and not directly. */
    public List<Aim> onlyThroughProxy() {
        return compared(
                index -> !direct.get(index).arrived() && climbs.get(index).arrived());
    }

    private List<Aim> compared(Predicate<Integer> wanted) {
        return IntStream.range(0, direct.size())
                .boxed()
                .filter(wanted)
                .map(index -> climbs.get(index).aim())
                .collect(Collectors.toUnmodifiableList());
    }
}
