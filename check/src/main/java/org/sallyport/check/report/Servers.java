package org.sallyport.check.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.check.Aim;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;

/** Servers in words. French counts none as one. */
final class Servers {

    private Servers() {}

    /** All of them, the ports of a host together: {@code d1.example.com:80,443}. */
    static String all(List<Aim> aims) {
        Map<HostName, List<String>> ports = new LinkedHashMap<>();
        for (Aim aim : aims) {
            ports.computeIfAbsent(aim.host(), any -> new ArrayList<>())
                    .add(aim.port().toString());
        }
        return ports.entrySet().stream()
                .map(host -> host.getKey() + ":" + String.join(",", host.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code 12 servers}. */
    static Text counted(long count) {
        return Text.of(count == 1 ? "%s server" : "%s servers", count < 2 ? "%s serveur" : "%s serveurs", count);
    }

    /** {@code 9 of 12 servers are reached}. */
    static Text reached(long reached, long all) {
        return Text.of(
                reached == 1 ? "%s of %s servers is reached" : "%s of %s servers are reached",
                reached < 2 ? "%s serveur sur %s est atteint" : "%s serveurs sur %s sont atteints",
                reached,
                all);
    }
}
