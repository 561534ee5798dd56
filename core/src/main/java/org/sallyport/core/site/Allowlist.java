package org.sallyport.core.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.DiscoveryRule;
import org.sallyport.core.catalog.Endpoint;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/**
 * What the devices of a site are to let through, each rule with its reason. Immutable.
 *
 * @param rules in the order of the catalogs, then the site's own
 * @param remarks what the administrator has to know before relying on it
 */
public record Allowlist(Site site, List<Rule> rules, List<Text> remarks) {

    public Allowlist {
        rules = List.copyOf(rules);
        remarks = List.copyOf(remarks);
    }

    /**
     * Resolves a site.
     *
     * @throws InputException where the site names a vendor or a licence that the catalogs do not have
     */
    public static Allowlist plan(Catalogs catalogs, Site site) {
        List<Rule> rules = new ArrayList<>();
        List<Text> remarks = new ArrayList<>();
        for (Site.Subscription subscription : site.vendors()) {
            Catalog catalog = catalogs.find(subscription.vendor())
                    .orElseThrow(() -> missing(subscription.vendor().value()));
            for (Id licence : subscription.licences()) {
                if (catalog.feature(licence).isEmpty()) {
                    throw missing(licence.value());
                }
            }
            for (Feature feature : catalog.features()) {
                if (feature.always() || subscription.licences().contains(feature.id())) {
                    rules.addAll(rules(catalog, feature, subscription));
                    remarks.addAll(remarks(catalog, feature, subscription));
                }
            }
        }
        for (Site.Addition addition : site.also()) {
            rules.add(new Rule(
                    addition.host(),
                    addition.ports(),
                    Rule.Form.OWN,
                    new Rule.Own(addition.reason(), addition.line())));
        }
        return new Allowlist(site, rules, remarks);
    }

    /**
     * The bounds of a device.
     *
     * @param wildcards whether the device gets the form of the lists with wildcards
     */
    public Bounds bounds(boolean wildcards) {
        Map<HostName, List<Rule>> bySuffix = rules.stream()
                .filter(rule -> rule.form() == Rule.Form.WILDCARD)
                .collect(Collectors.groupingBy(rule -> rule.host().suffix()));
        // what covers a rule has the same suffix, or one above it; asking all rules about all others would take long
        Function<Rule, Stream<Rule>> near = rule -> Stream.iterate(
                        Optional.of(rule.host().suffix()), Optional::isPresent, name -> name.flatMap(HostName::parent))
                .flatMap(name -> bySuffix.getOrDefault(name.get(), List.of()).stream());
        return new Bounds(
                rules.stream().filter(rule -> isRequired(rule, wildcards, near)).toList(), rules, true);
    }

    /** Whether a device of that kind has to let the rule through; all other rules it may let through. */
    public boolean isRequired(Rule rule, boolean wildcards) {
        return isRequired(rule, wildcards, any -> rules.stream());
    }

    private static boolean isRequired(Rule rule, boolean wildcards, Function<Rule, Stream<Rule>> near) {
        return switch (rule.form()) {
            case LISTED, OWN -> true;
            case WILDCARD -> wildcards;
            case WIDER -> false;
            case NAME, DISCOVERED -> !wildcards || !isCoveredByWildcards(rule, near.apply(rule));
        };
    }

    /** The wider rules that the document offers in place of this one. */
    public List<Rule> widerThan(Rule rule) {
        return rules.stream()
                .filter(other -> other.form() == Rule.Form.WIDER
                        && sameFeature(rule, other)
                        && other.ports().containsAll(rule.ports())
                        && other.host().covers(rule.host()))
                .toList();
    }

    private static boolean isCoveredByWildcards(Rule rule, Stream<Rule> others) {
        return others.anyMatch(other -> other.form() == Rule.Form.WILDCARD
                && sameFeature(rule, other)
                && other.ports().containsAll(rule.ports())
                && other.host().covers(rule.host()));
    }

    private static boolean sameFeature(Rule one, Rule other) {
        return vendor(one).equals(vendor(other))
                && one.reason().feature().equals(other.reason().feature());
    }

    private static Optional<Id> vendor(Rule rule) {
        return switch (rule.reason()) {
            case Rule.Documented documented -> Optional.of(documented.vendor());
            case Rule.Discovered discovered -> Optional.of(discovered.vendor());
            case Rule.Own own -> Optional.empty();
        };
    }

    private static List<Rule> rules(Catalog catalog, Feature feature, Site.Subscription subscription) {
        Rule.Form listed = feature.wildcards().isEmpty() ? Rule.Form.LISTED : Rule.Form.NAME;
        List<Rule> rules = new ArrayList<>();
        Stream.of(
                        inRegions(feature.wildcards(), subscription)
                                .map(endpoint -> rule(catalog, feature, endpoint, Rule.Form.WILDCARD)),
                        inRegions(feature.hosts(), subscription)
                                .map(endpoint -> rule(catalog, feature, endpoint, listed)),
                        inRegions(feature.wider(), subscription)
                                .map(endpoint -> rule(catalog, feature, endpoint, Rule.Form.WIDER)))
                .flatMap(s -> s)
                .forEach(rules::add);
        if (feature.discovery().isPresent()) {
            for (HostName server : subscription.servers()) {
                rules.add(new Rule(
                        new HostPattern.Exact(server),
                        catalog.defaultPorts(),
                        Rule.Form.DISCOVERED,
                        new Rule.Discovered(catalog.vendor(), feature.id())));
            }
        }
        return rules;
    }

    private static Rule rule(Catalog catalog, Feature feature, Endpoint endpoint, Rule.Form form) {
        return new Rule(
                endpoint.host(),
                endpoint.ports(),
                form,
                new Rule.Documented(catalog.vendor(), feature.id(), endpoint.from()));
    }

    private static Stream<Endpoint> inRegions(List<Endpoint> endpoints, Site.Subscription subscription) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.region().isEmpty()
                        || subscription.regions().isEmpty()
                        || subscription
                                .regions()
                                .get()
                                .contains(endpoint.region().get()));
    }

    private static List<Text> remarks(Catalog catalog, Feature feature, Site.Subscription subscription) {
        List<Text> remarks = new ArrayList<>();
        feature.condition()
                .ifPresent(condition -> remarks.add(new Text(
                        feature.id() + ": needed " + condition.text().english(),
                        feature.id() + " : nécessaire " + condition.text().french())));
        feature.discovery().ifPresent(discovery -> {
            if (subscription.servers().isEmpty()) {
                remarks.add(Text.of(
                        "%s: the server that %s names is not in the site file; a device without wildcards needs it: run sallyport discover",
                        "%s : le serveur que nomme %s n'est pas dans le fichier de site ; un équipement sans caractères de remplacement en a besoin : lancez sallyport discover",
                        feature.id(),
                        discovery.log().map(DiscoveryRule.Log::file).orElse("a log")));
            }
            for (HostName server : subscription.servers()) {
                remarks.addAll(remarks(catalog, feature, subscription, server));
            }
        });
        return remarks;
    }

    private static List<Text> remarks(
            Catalog catalog, Feature feature, Site.Subscription subscription, HostName server) {
        List<Text> remarks = new ArrayList<>();
        boolean listed = catalog.features().stream()
                .flatMap(Feature::endpoints)
                .anyMatch(endpoint -> endpoint.host().matches(server));
        if (!listed) {
            remarks.add(Text.of(
                    "%s: the server %s lies outside every name that the document lists",
                    "%s : le serveur %s est en dehors de tous les noms que le document cite", feature.id(), server));
        }
        catalog.regions().stream()
                .filter(region -> server.value().contains(region.value()))
                .filter(region -> subscription.regions().isPresent()
                        && !subscription.regions().get().contains(region))
                .forEach(region -> remarks.add(Text.of(
                        "%s: the server %s is in the region %s, which the site does not list",
                        "%s : le serveur %s est dans la région %s, que le site ne cite pas",
                        feature.id(),
                        server,
                        region)));
        return remarks;
    }

    private static InputException missing(String name) {
        return new InputException(
                Text.of("no catalog has \"%s\"", "aucun catalogue n'a « %s »", name),
                Text.of(
                        "read the site file with the same catalogs",
                        "lisez le fichier de site avec les mêmes catalogues"));
    }
}
