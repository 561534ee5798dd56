package org.sallyport.targets.route53dnsfirewall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.Between;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.ValueLines;

/**
 * Reads a template: the first rule, by its priority, whose list has the name decides; a name that no list has is
 * answered.
 */
final class TemplateReader {

    private static final String PREFIX = "AWS::Route53Resolver::Firewall";
    private static final List<String> OF_A_RULE = List.of(
            "Action",
            "BlockOverrideDnsType",
            "BlockOverrideDomain",
            "BlockOverrideTtl",
            "BlockResponse",
            "FirewallDomainListId",
            "FirewallDomainRedirectionAction",
            "Priority");

    /** @param certain whether it decides about all queries for the names of its list */
    private record Rule(int priority, boolean allows, DomainList list, boolean certain) {}

    private final ValueLines lines;
    private final Optional<DomainList> imported;
    private final Map<String, DomainList> lists = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private int groups;

    private TemplateReader(DeviceFiles files, Optional<DomainList> imported) {
        this.lines = new ValueLines(files);
        this.imported = imported;
    }

    /** @param imported the list that stands beside the template, for lists that are imported */
    static Reading read(DeviceFiles template, Optional<DomainList> imported) {
        TemplateReader reader = new TemplateReader(template, imported);
        template.texts().forEach((file, text) -> reader.document(YamlValue.parse(file, text)));
        return reader.reading();
    }

    private void document(YamlValue document) {
        Map<String, YamlValue> resources = document.map().get("Resources").map().entries();
        resources.forEach((name, resource) -> list(name, resource.map()));
        resources.values().forEach(resource -> group(resource.map()));
    }

    private static Optional<String> kind(YamlMap resource) {
        return resource.find("Type")
                .map(YamlValue::text)
                .filter(type -> type.startsWith(PREFIX))
                .map(type -> type.substring(PREFIX.length()));
    }

    private void list(String name, YamlMap resource) {
        Optional<String> kind = kind(resource);
        if (kind.equals(Optional.of("DomainList"))) {
            lists.put(name, list(resource.get("Properties").map()));
        } else if (kind.isPresent() && !kind.get().startsWith("RuleGroup")) {
            lines.is(resource.get("Type").where(), Line.State.NOT_SUPPORTED, ELSEWHERE);
        }
    }

    private DomainList list(YamlMap properties) {
        Optional<YamlValue> domains = properties.find("Domains");
        if (domains.isPresent() && domains.get().isList()) {
            DomainList list = new DomainList();
            domains.get().list().forEach(entry -> entry(entry, list));
            return list;
        }
        if (domains.isEmpty() && properties.find("DomainFileUrl").isPresent() && imported.isPresent()) {
            return imported.get();
        }
        DomainList list = new DomainList();
        if (domains.isPresent() && domains.get().isNull()) {
            lines.is(domains.get().where(), Line.State.WRONG, NO_LIST);
        } else {
            lines.is(properties.value().where(), Line.State.NOT_SUPPORTED, LIST_ELSEWHERE);
            list.leaveOpen();
        }
        return list;
    }

    private void entry(YamlValue value, DomainList list) {
        DomainList.Entry entry = list.add(value.isList() || value.isMap() ? "" : value.text());
        if (entry.state() == Line.State.UNDERSTOOD && !value.text().equals("*")) {
            lines.about(value.where(), entry.names());
        }
        entry.remark().ifPresent(remark -> lines.is(value.where(), entry.state(), remark));
    }

    private void group(YamlMap resource) {
        if (!kind(resource).equals(Optional.of("RuleGroup"))) {
            return;
        }
        groups++;
        if (groups == 2) {
            lines.is(resource.get("Type").where(), Line.State.NOT_SUPPORTED, SECOND_GROUP);
        }
        YamlMap properties = resource.get("Properties").map();
        properties.find("FirewallRules").filter(YamlValue::isList).stream()
                .flatMap(list -> list.list().stream())
                .forEach(rule -> rule(rule.map()));
    }

    private void rule(YamlMap rule) {
        YamlValue action = rule.get("Action");
        boolean allows = action.text().equals("ALLOW") || action.text().equals("ALERT");
        boolean certain = true;
        if (!allows && !action.text().equals("BLOCK")) {
            lines.is(action.where(), Line.State.UNKNOWN, ACTION);
            certain = false;
        }
        for (String key : rule.entries().keySet()) {
            if (!OF_A_RULE.contains(key)) {
                lines.is(rule.whereKey(key), Line.State.NOT_SUPPORTED, SOME_QUERIES);
                certain = false;
            }
        }
        Optional<DomainList> list = rule.find("FirewallDomainListId")
                .flatMap(TemplateReader::reference)
                .map(lists::get);
        if (list.isEmpty()) {
            lines.is(rule.value().where(), Line.State.NOT_SUPPORTED, LIST_ELSEWHERE);
        }
        boolean trusts = rule.find("FirewallDomainRedirectionAction")
                .map(YamlValue::text)
                .equals(Optional.of("TRUST_REDIRECTION_DOMAIN"));
        if (allows && !trusts) {
            lines.is(action.where(), Line.State.UNDERSTOOD, WHOLE_CHAIN);
            certain = false;
        }
        rules.add(new Rule(rule.get("Priority").number(), allows, list.orElseGet(TemplateReader::unknown), certain));
    }

    private static DomainList unknown() {
        DomainList list = new DomainList();
        list.leaveOpen();
        return list;
    }

    /** The resource that {@code !Ref x} or {@code !GetAtt x.Id} is about, in either notation. */
    private static Optional<String> reference(YamlValue value) {
        if (value.isMap()) {
            return value.map().entries().values().stream().findFirst().flatMap(TemplateReader::reference);
        }
        if (value.isList()) {
            return value.list().stream().findFirst().flatMap(TemplateReader::reference);
        }
        String text = value.text();
        return Optional.of(text.endsWith(".Id") ? text.substring(0, text.length() - 3) : text);
    }

    private Reading reading() {
        rules.sort(Comparator.comparingInt(Rule::priority));
        boolean open = groups != 1;
        return new Reading(
                lines.lines(),
                Permits.everywhere(open ? NameSet.none() : passes(true)),
                Permits.everywhere(open ? NameSet.all() : passes(false)));
    }

    /** What passes in every case, or in some case. */
    private NameSet passes(boolean surely) {
        NameSet passing = NameSet.none();
        NameSet decided = NameSet.none();
        for (Rule rule : rules) {
            boolean most = rule.allows != surely;
            if (rule.certain || most) {
                NameSet names = most ? rule.list.possibly() : rule.list.surely();
                if (rule.allows) {
                    passing = passing.union(Between.difference(names, decided));
                }
                decided = Between.union(decided, names);
            }
        }
        return passing.union(Between.difference(NameSet.all(), decided));
    }

    private static final Text ELSEWHERE = Text.of(
            "it has a part in what passes and is not read here", "il participe à ce qui passe et n'est pas lu ici");
    private static final Text NO_LIST = Text.of("no list of domains", "pas une liste de domaines");
    private static final Text LIST_ELSEWHERE = Text.of(
            "its list of domains stands elsewhere; give it beside the template",
            "sa liste de domaines est ailleurs ; donnez-la avec le modèle");
    private static final Text SECOND_GROUP = Text.of(
            "a second rule group: which of them decides, their associations say",
            "un deuxième groupe de règles : leurs associations disent lequel décide");
    private static final Text ACTION = Text.of("no action that is known", "une action inconnue");
    private static final Text SOME_QUERIES =
            Text.of("the rule holds for some queries only", "la règle ne vaut que pour certaines requêtes");
    private static final Text WHOLE_CHAIN = Text.of(
            "without TRUST_REDIRECTION_DOMAIN every name to which an allowed name is an alias has to be allowed too",
            "sans TRUST_REDIRECTION_DOMAIN, tout nom dont un nom autorisé est l'alias doit être autorisé aussi");
}
