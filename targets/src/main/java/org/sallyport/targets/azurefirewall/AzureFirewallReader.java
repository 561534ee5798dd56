package org.sallyport.targets.azurefirewall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.ValueLines;

/**
 * Reads rule collection groups: a template for Azure Resource Manager, or what the command line and the API give back. The
 * first application rule that fits decides, by the priorities of groups and collections; what fits none is denied.
 */
final class AzureFirewallReader {

    private static final String GROUP = "microsoft.network/firewallpolicies/rulecollectiongroups";

    /** A rule as it stands in the file, with what decides about its turn. */
    private record Placed(int group, int collection, ApplicationRule rule) {}

    private final ValueLines lines;
    private final List<Placed> placed = new ArrayList<>();
    private final Set<Set<String>> clients = new HashSet<>();
    private boolean network;

    private AzureFirewallReader(DeviceFiles files) {
        this.lines = new ValueLines(files);
    }

    static Reading read(DeviceFiles files) {
        AzureFirewallReader reader = new AzureFirewallReader(files);
        files.texts().forEach((file, text) -> reader.document(YamlValue.parse(file, text)));
        return reader.reading();
    }

    private void document(YamlValue document) {
        if (!document.isMap()) {
            throw noGroup(document.where());
        }
        YamlMap map = document.map();
        if (map.find("resources").filter(YamlValue::isList).isPresent()) {
            map.get("resources").list().forEach(resource -> resource(resource.map()));
        } else if (map.find("ruleCollections").isPresent()) {
            group(map);
        } else if (map.find("properties").filter(YamlValue::isMap).isPresent()) {
            group(map.get("properties").map());
        } else {
            throw noGroup(document.where());
        }
    }

    private static InputException noGroup(Where where) {
        return new InputException(
                where,
                Text.of(
                        "this is neither a template of Azure Resource Manager nor a rule collection group",
                        "ce n'est ni un modèle d'Azure Resource Manager ni un groupe de regroupements de règles"),
                Text.of(
                        "give what \"az network firewall policy rule-collection-group show\" prints",
                        "donnez ce qu'affiche « az network firewall policy rule-collection-group show »"));
    }

    private void resource(YamlMap resource) {
        String type = lower(resource.find("type").map(YamlValue::text).orElse(""));
        if (type.equals(GROUP)) {
            group(resource.get("properties").map());
        } else if (type.startsWith("microsoft.network/") && type.contains("firewall")) {
            lines.is(resource.whereKey("type"), Line.State.NOT_SUPPORTED, ELSEWHERE);
        }
    }

    private void group(YamlMap group) {
        int priority = priority(group);
        for (YamlValue value : group.get("ruleCollections").list()) {
            YamlMap collection = value.map();
            String kind = collection
                    .find("ruleCollectionType")
                    .map(YamlValue::text)
                    .orElse("FirewallPolicyFilterRuleCollection");
            if (kind.equals("FirewallPolicyFilterRuleCollection")) {
                collection(collection, priority);
            } else if (!kind.equals("FirewallPolicyNatRuleCollection")) {
                lines.is(collection.whereKey("ruleCollectionType"), Line.State.UNKNOWN, KIND);
            }
        }
    }

    private static int priority(YamlMap map) {
        return map.find("priority").map(YamlValue::number).orElse(0);
    }

    private void collection(YamlMap collection, int group) {
        YamlValue action = collection.get("action").map().get("type");
        boolean allows = action.text().equals("Allow");
        if (!allows && !action.text().equals("Deny")) {
            lines.is(action.where(), Line.State.UNKNOWN, ACTION);
        }
        for (YamlValue value : collection.get("rules").list()) {
            YamlMap rule = value.map();
            String type = rule.find("ruleType").map(YamlValue::text).orElse("ApplicationRule");
            if (type.equals("ApplicationRule")) {
                placed.add(new Placed(group, priority(collection), rule(rule, allows)));
            } else if (type.equals("NetworkRule")) {
                lines.is(rule.whereKey("ruleType"), Line.State.NOT_SUPPORTED, NETWORK);
                network = true;
            } else {
                lines.is(rule.whereKey("ruleType"), Line.State.UNKNOWN, KIND);
            }
        }
    }

    private ApplicationRule rule(YamlMap rule, boolean allows) {
        clients(rule);
        Map<ApplicationRule.Protocol, Set<Integer>> ports = new EnumMap<>(ApplicationRule.Protocol.class);
        boolean moreNames = protocols(rule, ports);
        boolean someOnly = false;
        NameSetBuilder names = new NameSetBuilder();
        for (Map.Entry<String, YamlValue> entry : rule.entries().entrySet()) {
            switch (entry.getKey()) {
                case "targetFqdns" -> moreNames |= names(entry.getValue(), names, allows);
                case "fqdnTags", "webCategories", "targetUrls" -> moreNames |= isThere(rule, entry);
                case "sourceIpGroups", "destinationAddresses" -> someOnly |= isThere(rule, entry);
                default -> {}
            }
        }
        NameSet known = names.build();
        return new ApplicationRule(
                allows, ports, moreNames || someOnly ? NameSet.none() : known, moreNames ? NameSet.all() : known);
    }

    /** The reading is about the clients that all rules are for. */
    private void clients(YamlMap rule) {
        Optional<YamlValue> sources = rule.find("sourceAddresses").filter(YamlValue::isList);
        Set<String> addresses = new HashSet<>();
        sources.ifPresent(list -> list.list().forEach(address -> addresses.add(address.text())));
        clients.add(addresses);
        if (clients.size() > 1) {
            lines.is(
                    sources.map(YamlValue::where).orElse(rule.value().where()),
                    Line.State.NOT_SUPPORTED,
                    OTHER_CLIENTS);
        }
    }

    private boolean isThere(YamlMap rule, Map.Entry<String, YamlValue> entry) {
        if (isEmpty(entry.getValue())) {
            return false;
        }
        lines.is(rule.whereKey(entry.getKey()), Line.State.NOT_SUPPORTED, CONDITION);
        return true;
    }

    private static boolean isEmpty(YamlValue value) {
        return value.isNull() || (value.isList() && value.list().isEmpty());
    }

    /** Whether there is a protocol besides, of which the ports are not known. */
    private boolean protocols(YamlMap rule, Map<ApplicationRule.Protocol, Set<Integer>> ports) {
        boolean more = false;
        for (YamlValue value : rule.find("protocols").map(YamlValue::list).orElse(List.of())) {
            YamlMap protocol = value.map();
            YamlValue type = protocol.get("protocolType");
            Optional<ApplicationRule.Protocol> known = ApplicationRule.Protocol.parse(type.text());
            Optional<YamlValue> port = protocol.find("port").filter(number -> !number.isNull());
            if (known.isEmpty()) {
                lines.is(type.where(), Line.State.NOT_SUPPORTED, PROTOCOL);
                more = true;
            } else {
                int number = port.map(YamlValue::number).orElse(known.get().usualPort());
                if (number < 1 || number > AzureFirewall.HIGHEST_PORT) {
                    lines.is(value.where(), Line.State.WRONG, HIGH_PORT);
                } else {
                    ports.computeIfAbsent(known.get(), _ -> new TreeSet<>()).add(number);
                }
            }
        }
        return more;
    }

    /** Whether the list is about names that are not known. */
    private boolean names(YamlValue list, NameSetBuilder found, boolean allows) {
        if (!list.isList()) {
            lines.is(list.where(), Line.State.NOT_SUPPORTED, NO_LIST);
            return true;
        }
        for (YamlValue value : list.list()) {
            String text = value.isList() || value.isMap() ? "" : value.text();
            boolean ascii = text.chars().allMatch(c -> c < 128);
            Optional<HostName> name = !ascii || text.endsWith(".")
                    ? Optional.empty()
                    : HostName.tryParse(text.startsWith("*.") ? text.substring(2) : text);
            if (name.isPresent() && !text.startsWith("*.")) {
                found.add(name.get());
                if (allows) {
                    lines.about(value.where(), name.get());
                }
            } else if (name.isPresent()) {
                found.below(name.get());
                about(value, new NameSetBuilder().below(name.get()).build(), allows);
            } else if (ascii && isEnd(text)) {
                NameSet names = text.equals("*") ? NameSet.all() : NameSet.like(lower(text), true);
                found.add(names);
                about(value, names, allows);
            } else {
                lines.is(value.where(), Line.State.WRONG, text.contains("*") ? STAR : NO_NAME);
            }
        }
        return false;
    }

    private void about(YamlValue value, NameSet names, boolean allows) {
        if (allows) {
            lines.about(value.where(), names);
        }
    }

    /** A star in front stands for anything, whole labels or not. */
    private static boolean isEnd(String text) {
        return text.startsWith("*") && text.matches("\\*[A-Za-z0-9._-]*") && !text.endsWith(".");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private Reading reading() {
        placed.sort(Comparator.comparingInt(Placed::group).thenComparingInt(Placed::collection));
        List<ApplicationRule> rules = placed.stream().map(Placed::rule).toList();
        NavigableSet<Integer> ports = new TreeSet<>(List.of(80, 443));
        rules.forEach(rule -> rule.ports().values().forEach(ports::addAll));
        SortedMap<Port, NameSet> surely = new TreeMap<>();
        SortedMap<Port, NameSet> possibly = new TreeMap<>();
        boolean sure = clients.size() <= 1 && !network;
        List<ApplicationRule> perhaps = clients.size() <= 1
                ? rules
                : rules.stream().filter(ApplicationRule::allows).toList();
        for (int port : ports) {
            NameSet http = passes(rules, ApplicationRule.Protocol.HTTP, port, true);
            NameSet https = passes(rules, ApplicationRule.Protocol.HTTPS, port, true);
            NameSet least = port == 80 ? http : port == 443 ? https : http.intersect(https);
            surely.put(Port.tcp(port), sure ? least : NameSet.none());
            possibly.put(
                    Port.tcp(port),
                    passes(perhaps, ApplicationRule.Protocol.HTTP, port, false)
                            .union(passes(perhaps, ApplicationRule.Protocol.HTTPS, port, false)));
        }
        return new Reading(
                lines.lines(), Permits.at(surely), network ? Permits.everywhere(NameSet.all()) : Permits.at(possibly));
    }

    private static NameSet passes(
            List<ApplicationRule> rules, ApplicationRule.Protocol protocol, int port, boolean surely) {
        NameSet passing = NameSet.none();
        NameSet done = NameSet.none();
        for (ApplicationRule rule : rules) {
            if (rule.isAbout(protocol, port)) {
                NameSet names = rule.allows() == surely ? rule.surely() : rule.possibly();
                if (rule.allows()) {
                    passing = passing.union(done == NameSet.none() ? names : names.minus(done));
                } else {
                    done = done.union(names);
                }
            }
        }
        return passing;
    }

    private static final Text ELSEWHERE = Text.of(
            "it has a part in what passes and is not read here", "il participe à ce qui passe et n'est pas lu ici");
    private static final Text KIND = Text.of("no kind that is known", "un genre inconnu");
    private static final Text ACTION = Text.of("Allow or Deny was expected", "Allow ou Deny était attendu");
    private static final Text NETWORK = Text.of(
            "network rules are asked before application rules, and look at no names",
            "les règles réseau passent avant les règles d'application et ne regardent pas les noms");
    private static final Text CONDITION = Text.of(
            "it is about names or clients that are not known here",
            "elle concerne des noms ou des clients inconnus ici");
    private static final Text OTHER_CLIENTS = Text.of(
            "it is for other clients than a rule before it", "elle vise d'autres clients qu'une règle précédente");
    private static final Text PROTOCOL =
            Text.of("a protocol that is not looked at here", "un protocole qui n'est pas regardé ici");
    private static final Text HIGH_PORT = Text.of("ports go from 1 to 64000 here", "les ports vont ici de 1 à 64000");
    private static final Text NO_LIST = Text.of("no list of names", "pas une liste de noms");
    private static final Text STAR =
            Text.of("a star stands at the far left only", "une étoile ne se place que tout à gauche");
    private static final Text NO_NAME = Text.of(
            "no name; beyond ASCII it has to be the xn-- form, and there is no dot at its end",
            "pas un nom ; hors ASCII il faut la forme xn--, et aucun point à la fin");
}
