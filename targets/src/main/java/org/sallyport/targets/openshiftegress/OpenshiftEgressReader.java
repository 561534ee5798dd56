package org.sallyport.targets.openshiftegress;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.ClusterObject;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.PortNames;
import org.sallyport.targets.YamlText;

/**
 * Reads a firewall as its API says: the first rule that fits decides, and where none does, everything passes. Rules go
 * by address: a denial of some addresses holds for names that nobody knows. Used once.
 */
final class OpenshiftEgressReader {

    /** By the schema of the object. */
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?([A-Za-z0-9-]+\\.)*[A-Za-z0-9-]+\\.?");

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final int LONGEST = 260;

    private final YamlText text;

    /** What rules let through that stand above every denial, and above a denial of some addresses only. */
    private final PortNames surely = new PortNames();

    private final PortNames possibly = new PortNames();

    /** Address families that are denied at every port, and those that are allowed at every port. */
    private final Set<String> denied = new HashSet<>();

    private boolean somethingDenied;

    OpenshiftEgressReader(DeviceFiles files) {
        this.text = YamlText.of(files);
    }

    Reading read() {
        List<ClusterObject> firewalls = ClusterObject.of(text).stream()
                .filter(object ->
                        object.group().equals("k8s.ovn.org") && object.kind().equals("EgressFirewall"))
                .toList();
        if (firewalls.size() != 1) {
            throw new InputException(
                    Text.of(
                            "found %s objects of kind EgressFirewall, expected one",
                            "trouvé %s objets EgressFirewall, un seul attendu", firewalls.size()),
                    Text.of(
                            "give what oc get egressfirewall default -o yaml prints",
                            "donnez ce qu'affiche oc get egressfirewall default -o yaml"));
        }
        YamlMap object = firewalls.getFirst().map();
        text.account(object, Set.of("apiVersion", "kind", "metadata", "spec", "status"), Set.of());
        YamlText.find(object, "metadata")
                .flatMap(metadata -> YamlText.find(metadata.map(), "name"))
                .filter(name -> !name.text().equals("default"))
                .ifPresent(name -> text.is(name.where(), Line.State.WRONG, ITS_NAME));
        YamlMap spec = object.get("spec").map();
        text.account(spec, Set.of("egress"), Set.of());
        YamlText.list(spec, "egress").forEach(rule -> rule(rule.map()));
        if (!denied.containsAll(EVERYWHERE)) {
            spec.find("egress").ifPresent(egress -> text.is(egress.where(), Line.State.UNDERSTOOD, NOT_CLOSED));
            boolean open = denied.isEmpty() && !somethingDenied;
            Permits all = Permits.everywhere(NameSet.all());
            return new Reading(text.lines(), open ? all : surely.permits(), all);
        }
        return new Reading(text.lines(), surely.permits(), possibly.permits());
    }

    private void rule(YamlMap rule) {
        text.account(rule, Set.of("type", "to", "ports"), Set.of());
        YamlValue type = rule.get("type");
        YamlMap to = rule.get("to").map();
        text.account(to, Set.of("dnsName", "cidrSelector", "nodeSelector"), Set.of());
        if (to.entries().size() != 1) {
            text.is(to.value().where(), Line.State.WRONG, ONE_DESTINATION);
            return;
        }
        Optional<PortNames.At> at = ports(rule);
        if (at.isEmpty()) {
            return;
        }
        switch (type.text()) {
            case "Allow" -> allow(to, at.get());
            case "Deny" -> deny(to, at.get());
            default -> text.is(type.where(), Line.State.WRONG, ALLOW_OR_DENY);
        }
    }

    private Optional<PortNames.At> ports(YamlMap rule) {
        List<YamlValue> ports = YamlText.list(rule, "ports");
        Set<Port> found = new HashSet<>();
        for (YamlValue value : ports) {
            YamlMap port = value.map();
            text.account(port, Set.of("protocol", "port"), Set.of());
            YamlValue number = port.get("port");
            Optional<Port> parsed = Port.tryParse(number.text());
            String protocol = port.get("protocol").text();
            if (parsed.isEmpty() || !Set.of("TCP", "UDP", "SCTP").contains(protocol)) {
                text.is(number.where(), Line.State.WRONG);
                return Optional.empty();
            }
            if (!protocol.equals("SCTP")) {
                found.add(
                        new Port(Port.Transport.valueOf(protocol), parsed.get().number()));
            }
        }
        return Optional.of(ports.isEmpty() ? PortNames.At.EVERYWHERE : PortNames.At.ports(found));
    }

    private void allow(YamlMap to, PortNames.At at) {
        Map.Entry<String, YamlValue> destination =
                to.entries().entrySet().iterator().next();
        YamlValue value = destination.getValue();
        switch (destination.getKey()) {
            case "dnsName" ->
                name(value).ifPresent(names -> {
                    text.lets(value.where(), names.set());
                    if (!denied.containsAll(EVERYWHERE)) {
                        names.addTo(possibly, at);
                    }
                    if (denied.isEmpty() && !somethingDenied) {
                        names.addTo(surely, at);
                    } else {
                        text.is(value.where(), Line.State.UNDERSTOOD, BELOW_A_DENIAL);
                    }
                });
            case "cidrSelector" -> {
                boolean all = EVERYWHERE.contains(value.text()) && !denied.contains(value.text());
                if (denied.containsAll(EVERYWHERE) || denied.contains(value.text())) {
                    text.is(value.where(), Line.State.UNDERSTOOD, BELOW_A_DENIAL);
                    return;
                }
                possibly.add(at, NameSet.all());
                if (all) {
                    text.lets(value.where(), NameSet.all());
                    text.is(value.where(), Line.State.UNDERSTOOD, EVERYBODY);
                    if (denied.isEmpty() && !somethingDenied) {
                        surely.add(at, NameSet.all());
                    }
                } else {
                    text.is(value.where(), Line.State.NOT_SUPPORTED, ADDRESSES);
                }
            }
            // nodes of the cluster have no names of the outside
            case "nodeSelector" -> text.is(value.where(), Line.State.UNDERSTOOD);
            default -> text.is(value.where(), Line.State.UNKNOWN);
        }
    }

    private void deny(YamlMap to, PortNames.At at) {
        Optional<YamlValue> cidr = YamlText.find(to, "cidrSelector");
        if (cidr.isPresent() && EVERYWHERE.contains(cidr.get().text()) && at.everywhere()) {
            denied.add(cidr.get().text());
            text.is(cidr.get().where(), Line.State.UNDERSTOOD);
        } else if (YamlText.find(to, "nodeSelector").isPresent()) {
            text.is(to.value().where(), Line.State.UNDERSTOOD);
        } else {
            somethingDenied = true;
            text.is(to.value().where(), Line.State.NOT_SUPPORTED, SOME_DENIED);
        }
    }

    /** A name's entry: a pattern, or what has none. */
    private record Names(Optional<HostPattern> pattern, NameSet set) {
        void addTo(PortNames names, PortNames.At at) {
            pattern.ifPresentOrElse(found -> names.add(at, found), () -> names.add(at, set));
        }
    }

    private Optional<Names> name(YamlValue value) {
        String written = value.text();
        boolean wildcard = written.startsWith("*.");
        Optional<HostName> name =
                written.length() <= LONGEST && NAME.matcher(written).matches()
                        ? HostName.tryParse(wildcard ? written.substring(2) : written)
                        : Optional.empty();
        if (name.isEmpty()) {
            text.is(value.where(), Line.State.WRONG, REFUSED);
            return Optional.empty();
        }
        if (wildcard) {
            text.is(value.where(), Line.State.UNDERSTOOD, PREVIEW);
            return Optional.of(new Names(Optional.empty(), NameSet.oneLabelBelow(name.get())));
        }
        HostPattern exact = new HostPattern.Exact(name.get());
        return Optional.of(new Names(Optional.of(exact), NameSet.of(exact)));
    }

    private static final Text ITS_NAME = Text.of(
            "the object's name has to be default: another one is refused",
            "l'objet doit s'appeler default : un autre nom est refusé");
    private static final Text NOT_CLOSED = Text.of(
            "0.0.0.0/0 and ::/0 are not both denied at every port: what no rule names passes",
            "0.0.0.0/0 et ::/0 ne sont pas refusés tous deux à tout port : ce qu'aucune règle ne nomme passe");
    private static final Text ONE_DESTINATION = Text.of(
            "one of dnsName, cidrSelector and nodeSelector: the object is refused",
            "un seul parmi dnsName, cidrSelector et nodeSelector : l'objet est refusé");
    private static final Text ALLOW_OR_DENY = Text.of("Allow or Deny", "Allow ou Deny");
    private static final Text BELOW_A_DENIAL = Text.of(
            "stands below a denial, and the first rule that fits decides",
            "figure sous un refus, et la première règle applicable décide");
    private static final Text EVERYBODY = Text.of("everybody's addresses", "les adresses de tout le monde");
    private static final Text ADDRESSES =
            Text.of("which names have these addresses is not known", "on ne sait pas quels noms ont ces adresses");
    private static final Text SOME_DENIED = Text.of(
            "a denial of some addresses or ports only is not modelled; denials of names are not safe",
            "un refus de certaines adresses ou de certains ports n'est pas modélisé ; refuser des noms n'est pas sûr");
    private static final Text REFUSED = Text.of(
            "letters, digits, hyphens and dots, with *. in front at most: the object is refused",
            "lettres, chiffres, traits d'union et points, avec *. au plus au début : l'objet est refusé");
    private static final Text PREVIEW = Text.of(
            "one label only, and refused where the DNS name resolver is not enabled",
            "une seule étiquette, et refusé sans le résolveur de noms DNS");
}
