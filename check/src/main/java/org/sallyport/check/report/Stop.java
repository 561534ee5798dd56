package org.sallyport.check.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Proxy;
import org.sallyport.core.Id;
import org.sallyport.core.Text;

/**
 * Why climbs stopped: what has one repair.
 *
 * @param proxy that was not reached itself; the repair is then about it, and not about the servers behind it
 */
record Stop(Fault fault, Optional<Proxy> proxy) {

    /** All climbs of a site that stopped, by what stopped them. */
    static Map<Stop, List<Climb>> in(Checked checked) {
        Map<Stop, List<Climb>> stops = new LinkedHashMap<>();
        for (Climb climb : checked.climbs()) {
            climb.fault()
                    .ifPresent(fault -> stops.computeIfAbsent(
                                    new Stop(fault, climb.stoppingProxy()), any -> new ArrayList<>())
                            .add(climb));
        }
        return stops;
    }

    /** @param servers the climbs' in words */
    Text repair(Text servers, List<Climb> climbs) {
        return fault.repair(proxy.map(found -> Text.same(found.toString())).orElse(servers), features(climbs));
    }

    static List<Id> features(List<Climb> climbs) {
        return climbs.stream()
                .flatMap(climb -> climb.aim().features().stream())
                .distinct()
                .toList();
    }
}
