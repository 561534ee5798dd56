package org.sallyport.targets.gcpsecurewebproxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.ValueLines;

/**
 * Reads URL lists and rules, one a file, as {@code gcloud} imports and exports them. The first rule that fits decides, by
 * its priority; what fits none is denied. Lists without a rule let through nothing that is sure.
 */
final class GcpSecureWebProxyReader {

    /** @param certain whether it decides about all that its matcher is about */
    private record Rule(int priority, boolean allows, Matcher matcher, boolean certain) {}

    private final ValueLines lines;
    private final Map<String, UrlList> lists = new HashMap<>();
    private final List<YamlMap> ruleTexts = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    private GcpSecureWebProxyReader(DeviceFiles files) {
        this.lines = new ValueLines(files);
    }

    static Reading read(DeviceFiles files) {
        GcpSecureWebProxyReader reader = new GcpSecureWebProxyReader(files);
        files.texts().forEach((file, text) -> reader.document(YamlValue.parse(file, text)));
        reader.ruleTexts.forEach(reader::rule);
        boolean anyRule = !reader.ruleTexts.isEmpty();
        reader.lists.values().forEach(list -> list.note(reader.lines, !anyRule || reader.used.contains(list.name())));
        return anyRule ? reader.reading() : reader.listsAlone();
    }

    private void document(YamlValue document) {
        if (!document.isMap()) {
            throw unknown(document.where());
        }
        YamlMap map = document.map();
        String name = map.find("name").map(YamlValue::text).orElse("");
        if (map.find("values").isPresent()) {
            UrlList list = UrlList.of(map);
            if (lists.put(list.name(), list) != null) {
                throw new InputException(
                        document.where(),
                        Text.of("a second list of the same name", "une deuxième liste du même nom"),
                        Text.of("give each list once", "donnez chaque liste une fois"));
            }
        } else if (map.find("basicProfile").isPresent()) {
            ruleTexts.add(map);
        } else if (!name.contains("/gatewaySecurityPolicies/")) {
            throw unknown(document.where());
        }
    }

    private static InputException unknown(Where where) {
        return new InputException(
                where,
                Text.of(
                        "this is neither a URL list nor a rule of a gateway security policy",
                        "ce n'est ni une liste d'URL ni une règle d'une stratégie de sécurité de passerelle"),
                Text.of(
                        "give what \"gcloud network-security url-lists export\" and \"... rules export\" write",
                        "donnez ce qu'écrivent « gcloud network-security url-lists export » et « ... rules export »"));
    }

    private void rule(YamlMap rule) {
        Optional<YamlValue> enabled = rule.find("enabled");
        if (enabled.isPresent() && !enabled.get().flag()) {
            lines.is(enabled.get().where(), Line.State.IRRELEVANT, DISABLED);
            return;
        }
        boolean certain = enabled.isPresent();
        if (!certain) {
            lines.is(rule.value().where(), Line.State.NOT_SUPPORTED, MAYBE_DISABLED);
        }
        YamlValue profile = rule.get("basicProfile");
        boolean allows = profile.text().equals("ALLOW");
        if (!allows && !profile.text().equals("DENY")) {
            lines.is(profile.where(), Line.State.UNKNOWN, PROFILE);
            certain = false;
        }
        Optional<YamlValue> application = rule.find("applicationMatcher")
                .filter(value -> !value.isNull() && !value.text().isEmpty());
        if (application.isPresent()) {
            lines.is(rule.whereKey("applicationMatcher"), Line.State.NOT_SUPPORTED, APPLICATION);
            certain = false;
        }
        YamlValue session = rule.get("sessionMatcher");
        MatcherText text = new MatcherText(session.text(), lists);
        Matcher matcher = text.read();
        used.addAll(text.used());
        if (text.hasUnknown()) {
            lines.is(session.where(), Line.State.NOT_SUPPORTED, CONDITION);
        }
        rules.add(new Rule(rule.get("priority").number(), allows, matcher, certain));
    }

    private Reading listsAlone() {
        NameSet all = NameSet.union(lists.values().stream().map(UrlList::names).toList());
        return new Reading(lines.lines(), Permits.none(), Permits.everywhere(all));
    }

    private Reading reading() {
        rules.sort(Comparator.comparingInt(Rule::priority));
        NavigableSet<Integer> ports = new TreeSet<>();
        rules.forEach(rule -> rule.matcher().addPortsTo(ports));
        return new Reading(lines.lines(), permits(ports, true), permits(ports, false));
    }

    private Permits permits(NavigableSet<Integer> ports, boolean surely) {
        SortedMap<Port, NameSet> byPort = new TreeMap<>();
        ports.stream()
                .filter(port -> port >= 1 && port <= 65_535)
                .forEach(port -> byPort.put(Port.tcp(port), passes(port, surely)));
        return new Permits(byPort, passes(0, surely));
    }

    /** What passes in every case, or in some case. */
    private NameSet passes(int port, boolean surely) {
        NameSet passing = NameSet.none();
        NameSet done = NameSet.none();
        for (Rule rule : rules) {
            boolean most = rule.allows != surely;
            if (rule.certain || most) {
                Matcher.Hosts hosts = rule.matcher.at(port);
                NameSet names = most ? hosts.possibly() : hosts.surely();
                if (rule.allows && names != NameSet.none()) {
                    NameSet fresh = done == NameSet.none() ? names : names.minus(done);
                    passing = passing == NameSet.none() ? fresh : passing.union(fresh);
                } else if (!rule.allows && names != NameSet.none()) {
                    done = done.union(names);
                }
            }
        }
        return passing;
    }

    private static final Text DISABLED = Text.of("the rule is not enabled", "la règle n'est pas activée");
    private static final Text MAYBE_DISABLED =
            Text.of("it does not say whether it is enabled", "elle ne dit pas si elle est activée");
    private static final Text PROFILE = Text.of("ALLOW or DENY was expected", "ALLOW ou DENY était attendu");
    private static final Text APPLICATION = Text.of(
            "it holds for requests that the proxy decrypts, and for some of those",
            "elle vaut pour certaines des requêtes que le proxy déchiffre");
    private static final Text CONDITION =
            Text.of("a condition, or a list, that is not known here", "une condition, ou une liste, inconnue ici");
}
