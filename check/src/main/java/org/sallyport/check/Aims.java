package org.sallyport.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Rule;

/**
 * What a check of a site can find out, and what it cannot: a wildcard has no address, so the names that are listed below
 * it stand for it. Immutable.
 *
 * @param list in the order of the allowlist
 * @param wildcards each required rule with a star, with the names that stand for it; none may
 * @param unasked required names at UDP ports, which answer nobody who does not speak their language
 */
public record Aims(List<Aim> list, Map<Rule, List<HostName>> wildcards, List<Rule> unasked) {

    public Aims {
        list = List.copyOf(list);
        wildcards = Collections.unmodifiableMap(new LinkedHashMap<>(wildcards));
        unasked = List.copyOf(unasked);
    }

    /** What the site must reach. The allowlist was planned from these catalogs. */
    public static Aims of(Catalogs catalogs, Allowlist allowlist) {
        Map<Server, List<Rule>> rules = new LinkedHashMap<>();
        Map<Rule, List<HostName>> wildcards = new LinkedHashMap<>();
        List<Rule> unasked = new ArrayList<>();
        Set<Rule> required = new HashSet<>(allowlist.bounds(true).must());
        required.addAll(allowlist.bounds(false).must());
        for (Rule rule : allowlist.rules().stream().filter(required::contains).toList()) {
            if (rule.host() instanceof HostPattern.Exact(HostName name)) {
                for (Port port : rule.ports().list()) {
                    if (port.transport() == Port.Transport.TCP) {
                        rules.computeIfAbsent(new Server(name, port), any -> new ArrayList<>())
                                .add(rule);
                    } else {
                        unasked.add(rule);
                    }
                }
            } else {
                wildcards.put(rule, standIns(allowlist, rule));
            }
        }
        List<Aim> list = new ArrayList<>();
        rules.forEach((server, needed) -> list.add(new Aim(
                server.host, server.port, Aim.Speech.at(server.port), needed, request(catalogs, server, needed))));
        return new Aims(list, wildcards, unasked.stream().distinct().toList());
    }

    private record Server(HostName host, Port port) {}

    private static List<HostName> standIns(Allowlist allowlist, Rule wildcard) {
        return allowlist.rules().stream()
                .map(Rule::host)
                .filter(host -> host instanceof HostPattern.Exact(HostName name)
                        && wildcard.host().matches(name))
                .map(HostPattern::suffix)
                .distinct()
                .toList();
    }

    private static Optional<Check.Request> request(Catalogs catalogs, Server server, List<Rule> rules) {
        return catalogs.list().stream()
                .flatMap(catalog -> features(catalog, rules).stream())
                .flatMap(feature -> feature.checks().stream())
                .filter(check -> check.host().equals(server.host))
                .filter(Check.Request.class::isInstance)
                .map(Check.Request.class::cast)
                .filter(request -> port(request).equals(Optional.of(server.port)))
                // a document asks the same of several systems; the one that says what is answered tells more
                .reduce((first, other) -> first.answer().isPresent() ? first : other);
    }

    private static List<Feature> features(Catalog catalog, List<Rule> rules) {
        return catalog.features().stream()
                .filter(feature ->
                        rules.stream().anyMatch(rule -> rule.reason().feature().equals(feature.id())))
                .toList();
    }

    private static Optional<Port> port(Check.Request request) {
        int written = request.address().getPort();
        if (written > 0) {
            return Optional.of(Port.tcp(written));
        }
        return switch (String.valueOf(request.address().getScheme())) {
            case "https" -> Optional.of(Port.HTTPS);
            case "http" -> Optional.of(Port.HTTP);
            default -> Optional.empty();
        };
    }
}
