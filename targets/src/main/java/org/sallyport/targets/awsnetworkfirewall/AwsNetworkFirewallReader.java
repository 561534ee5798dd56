package org.sallyport.targets.awsnetworkfirewall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
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
 * Reads rule groups with domain lists: a CloudFormation template, the object that the API takes, or what it gives back.
 * Several groups are read as those of one policy. The reading is about TLS and HTTP from the networks of HOME_NET.
 */
final class AwsNetworkFirewallReader {

    private static final String RULE_GROUP = "AWS::NetworkFirewall::RuleGroup";
    private static final List<String> OF_A_GROUP =
            List.of("RulesSource", "RuleVariables", "StatefulRuleOptions", "ReferenceSets");
    private static final List<String> OF_A_SOURCE = List.of("GeneratedRulesType", "TargetTypes", "Targets");

    private final ValueLines lines;
    private final NameSetBuilder allowed = new NameSetBuilder();
    private final NameSetBuilder denied = new NameSetBuilder();
    private boolean allows;
    private boolean denies;
    private boolean oneProtocolOnly;
    private boolean leftOpen;

    private AwsNetworkFirewallReader(DeviceFiles files) {
        this.lines = new ValueLines(files);
    }

    static Reading read(DeviceFiles files) {
        AwsNetworkFirewallReader reader = new AwsNetworkFirewallReader(files);
        files.texts().forEach((file, text) -> reader.document(YamlValue.parse(file, text)));
        return reader.reading();
    }

    private Reading reading() {
        NameSet pass = allowed.build();
        NameSet stop = denied.build();
        NameSet least = allows ? (denies ? pass.minus(stop) : pass) : NameSet.none();
        NameSet most = allows ? pass : NameSet.all().minus(stop);
        boolean anything = oneProtocolOnly || leftOpen;
        return new Reading(
                lines.lines(),
                Permits.everywhere(leftOpen ? NameSet.none() : least),
                Permits.everywhere(anything ? NameSet.all() : most));
    }

    private void document(YamlValue document) {
        if (!document.isMap()) {
            throw noRuleGroup(document.where());
        }
        YamlMap map = document.map();
        Optional<YamlValue> resources = map.find("Resources");
        if (resources.isPresent()) {
            resources.get().map().entries().values().forEach(this::resource);
        } else if (map.find("RulesSource").isPresent()) {
            ruleGroup(map);
        } else if (map.find("RuleGroup").isPresent()) {
            ruleGroup(map.get("RuleGroup").map());
        } else {
            throw noRuleGroup(document.where());
        }
    }

    private static InputException noRuleGroup(Where where) {
        return new InputException(
                where,
                Text.of(
                        "this is neither a CloudFormation template nor a rule group of AWS Network Firewall",
                        "ce n'est ni un modèle CloudFormation ni un groupe de règles d'AWS Network Firewall"),
                Text.of(
                        "give the template, or what \"aws network-firewall describe-rule-group\" prints",
                        "donnez le modèle, ou ce qu'affiche « aws network-firewall describe-rule-group »"));
    }

    private void resource(YamlValue resource) {
        YamlMap map = resource.map();
        Optional<YamlValue> type = map.find("Type");
        if (type.isPresent() && type.get().text().equals(RULE_GROUP)) {
            ruleGroup(map.get("Properties").map().get("RuleGroup").map());
        } else if (type.isPresent() && type.get().text().startsWith("AWS::NetworkFirewall::")) {
            lines.is(type.get().where(), Line.State.NOT_SUPPORTED, ELSEWHERE);
        }
    }

    private void ruleGroup(YamlMap group) {
        unknownKeys(group, OF_A_GROUP);
        YamlMap source = group.get("RulesSource").map();
        for (Map.Entry<String, YamlValue> entry : source.entries().entrySet()) {
            if (entry.getKey().equals("RulesSourceList")) {
                domainList(entry.getValue().map(), homeNet(group));
            } else if (!entry.getValue().isNull()) {
                lines.is(source.whereKey(entry.getKey()), Line.State.NOT_SUPPORTED, OTHER_RULES);
                leftOpen = true;
            }
        }
    }

    private static boolean homeNet(YamlMap group) {
        return group.find("RuleVariables")
                .filter(YamlValue::isMap)
                .flatMap(variables -> variables.map().find("IPSets"))
                .filter(YamlValue::isMap)
                .flatMap(sets -> sets.map().find("HOME_NET"))
                .isPresent();
    }

    private void domainList(YamlMap list, boolean homeNet) {
        unknownKeys(list, OF_A_SOURCE);
        YamlValue type = list.get("GeneratedRulesType");
        boolean allow = type.text().equals("ALLOWLIST");
        switch (type.text()) {
            case "ALLOWLIST" -> allows = true;
            case "DENYLIST", "REJECTLIST" -> denies = true;
            case "ALERTLIST" -> {
                return;
            }
            default -> {
                lines.is(type.where(), Line.State.UNKNOWN, TYPE);
                leftOpen = true;
                return;
            }
        }
        protocols(list.get("TargetTypes"), allow);
        YamlValue targets = list.get("Targets");
        if (!homeNet) {
            lines.is(list.whereKey("Targets"), Line.State.UNDERSTOOD, OWN_NETWORK_ONLY);
        }
        if (!targets.isList()) {
            lines.is(targets.where(), Line.State.NOT_SUPPORTED, NO_LIST);
            leftOpen = true;
            return;
        }
        targets.list().forEach(target -> target(target, allow ? allowed : denied));
    }

    private void protocols(YamlValue types, boolean allow) {
        List<String> protocols = types.list().stream().map(YamlValue::text).toList();
        for (YamlValue type : types.list()) {
            if (!type.text().equals("TLS_SNI") && !type.text().equals("HTTP_HOST")) {
                lines.is(type.where(), Line.State.WRONG, PROTOCOL);
            }
        }
        if (!protocols.contains("TLS_SNI") || !protocols.contains("HTTP_HOST")) {
            oneProtocolOnly = true;
            lines.is(types.where(), Line.State.UNDERSTOOD, allow ? ONE_PROTOCOL : ONE_PROTOCOL_DENIED);
        }
    }

    private void target(YamlValue target, NameSetBuilder names) {
        String text = target.isMap() || target.isList() ? "" : target.text();
        boolean subtree = text.startsWith(".");
        Optional<HostName> name = text.chars().allMatch(c -> c < 128) && !text.endsWith(".")
                ? HostName.tryParse(subtree ? text.substring(1) : text)
                : Optional.empty();
        if (name.isEmpty()) {
            lines.is(target.where(), Line.State.WRONG, text.contains("*") ? STAR : NO_NAME);
        } else if (subtree) {
            names.subtree(name.get());
            lines.aboutSubtree(target.where(), name.get());
        } else {
            names.add(name.get());
            lines.about(target.where(), name.get());
        }
    }

    private void unknownKeys(YamlMap map, List<String> known) {
        for (String key : map.entries().keySet()) {
            if (!known.contains(key)) {
                lines.is(
                        map.whereKey(key),
                        Line.State.UNKNOWN,
                        Text.of("the key %s is not known here", "la clé %s est inconnue ici", key));
            }
        }
    }

    private static final Text ELSEWHERE = Text.of(
            "it has a part in what passes and is not read here", "il participe à ce qui passe et n'est pas lu ici");
    private static final Text OTHER_RULES = Text.of(
            "rules of another kind; the target suricata reads rule strings",
            "des règles d'un autre type ; la cible suricata lit les règles en texte");
    private static final Text TYPE = Text.of("no type of list that is known", "ce type de liste est inconnu");
    private static final Text PROTOCOL =
            Text.of("there are TLS_SNI and HTTP_HOST, no others", "il n'existe que TLS_SNI et HTTP_HOST");
    private static final Text ONE_PROTOCOL = Text.of(
            "the other protocol is not inspected: there, every name passes",
            "l'autre protocole n'est pas inspecté : tout nom y passe");
    private static final Text ONE_PROTOCOL_DENIED =
            Text.of("the list denies in one protocol only", "la liste n'interdit que dans un protocole");
    private static final Text OWN_NETWORK_ONLY = Text.of(
            "HOME_NET is not set: only clients in the firewall's own VPC are inspected",
            "HOME_NET n'est pas défini : seuls les clients du VPC du pare-feu sont inspectés");
    private static final Text NO_LIST = Text.of("no list of names", "pas une liste de noms");
    private static final Text STAR = Text.of(
            "a star is refused; a leading dot stands for the name and all below it",
            "une étoile est refusée ; un point en tête vaut pour le nom et tous ceux d'en dessous");
    private static final Text NO_NAME = Text.of(
            "no name, nor a name with a dot in front; beyond ASCII it has to be the xn-- form",
            "ni un nom, ni un nom précédé d'un point ; hors ASCII il faut la forme xn--");
}
