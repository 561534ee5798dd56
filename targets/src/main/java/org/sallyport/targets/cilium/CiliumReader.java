package org.sallyport.targets.cilium;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.sallyport.targets.ClusterObject;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.PortNames;
import org.sallyport.targets.YamlText;

/**
 * Reads policies as <a href="https://docs.cilium.io/en/stable/security/policy/language/">the policy language</a> says.
 * Policies add up, and a pod is shut in only once a policy has egress rules for it. Used once.
 */
final class CiliumReader {

    private static final Set<String> KINDS = Set.of("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy");
    private static final Set<String> DESTINATIONS =
            Set.of("toFQDNs", "toEndpoints", "toEntities", "toCIDR", "toCIDRSet", "toServices", "toGroups", "toNodes");
    private static final Set<String> OUTSIDE = Set.of("world", "world-ipv4", "world-ipv6", "all");
    private static final Set<String> INSIDE = Set.of(
            "cluster", "host", "remote-node", "kube-apiserver", "ingress", "init", "health", "unmanaged", "none");

    /** A place with what it lets through. */
    private record Found(Where where, FqdnSelector names) {}

    private final YamlText text;
    private final boolean anyDepth;
    private final PortNames surely = new PortNames();
    private final PortNames possibly = new PortNames();
    private final PortNames surelyElse = new PortNames();
    private final List<NameSet> lookups = new ArrayList<>();
    private final List<Where> names = new ArrayList<>();
    private boolean shutsIn;
    private boolean leavesOpen;

    CiliumReader(DeviceFiles files, boolean anyDepth) {
        this.text = YamlText.of(files);
        this.anyDepth = anyDepth;
    }

    Reading read() {
        boolean any = false;
        for (ClusterObject object : ClusterObject.of(text)) {
            if (object.group().equals("cilium.io") && KINDS.contains(object.kind())) {
                any = true;
                policy(object.map());
            } else if (object.kind().endsWith("NetworkPolicy")) {
                text.is(object.map().value().where(), Line.State.NOT_SUPPORTED, OTHER_POLICY);
            }
        }
        if (!any) {
            throw new InputException(
                    Text.of("there is no CiliumNetworkPolicy", "il n'y a pas de CiliumNetworkPolicy"),
                    Text.of(
                            "give what kubectl get ciliumnetworkpolicy -o yaml prints",
                            "donnez ce qu'affiche kubectl get ciliumnetworkpolicy -o yaml"));
        }
        if (!shutsIn) {
            Permits all = Permits.everywhere(NameSet.all());
            return new Reading(text.lines(), leavesOpen ? Permits.none() : all, all);
        }
        return new Reading(text.lines(), looked(surely.permits()), possibly.permits());
    }

    /** Only names whose lookup the DNS proxy sees get addresses; another policy may show it more. */
    private Permits looked(Permits byName) {
        NameSet seen = lookups.contains(NameSet.all()) ? NameSet.all() : NameSet.union(lookups);
        if (seen == NameSet.none()) {
            names.forEach(where -> text.is(where, Line.State.UNDERSTOOD, NO_LOOKUPS));
        }
        Permits others = surelyElse.permits();
        TreeMap<Port, NameSet> byPort = new TreeMap<>();
        Set<Port> ports = new HashSet<>(byName.ports());
        ports.addAll(others.ports());
        for (Port port : ports) {
            byPort.put(port, both(seen(byName.at(port), seen), others.at(port)));
        }
        return new Permits(byPort, both(seen(byName.elsewhere(), seen), others.elsewhere()));
    }

    private static NameSet seen(NameSet names, NameSet seen) {
        return seen == NameSet.all() ? names : names.intersect(seen);
    }

    private static NameSet both(NameSet one, NameSet other) {
        return other == NameSet.none() ? one : one.union(other);
    }

    private void policy(YamlMap object) {
        text.account(object, Set.of("apiVersion", "kind", "metadata", "spec", "specs", "status"), Set.of());
        List<YamlValue> specs = new ArrayList<>(YamlText.list(object, "specs"));
        YamlText.find(object, "spec").ifPresent(specs::add);
        specs.forEach(spec -> spec(spec.map()));
    }

    private void spec(YamlMap spec) {
        text.account(
                spec,
                Set.of(
                        "endpointSelector",
                        "nodeSelector",
                        "egress",
                        "ingress",
                        "ingressDeny",
                        "labels",
                        "description",
                        "log",
                        "enableDefaultDeny"),
                Set.of("egressDeny"));
        Optional<YamlValue> egress = YamlText.find(spec, "egress");
        boolean disabled = YamlText.find(spec, "enableDefaultDeny")
                .flatMap(deny -> YamlText.find(deny.map(), "egress"))
                .map(deny -> !deny.flag())
                .orElse(false);
        if (egress.isEmpty() || disabled) {
            YamlText.find(spec, "enableDefaultDeny")
                    .ifPresent(deny -> text.is(deny.where(), Line.State.UNDERSTOOD, NOT_SHUT_IN));
        } else if (egress.get().list().isEmpty()) {
            leavesOpen = true;
            text.is(egress.get().where(), Line.State.NOT_SUPPORTED, EMPTY_EGRESS);
        } else {
            shutsIn = true;
        }
        egress.ifPresent(rules -> rules.list().forEach(rule -> rule(rule.map())));
    }

    private void rule(YamlMap rule) {
        Set<String> known = new HashSet<>(DESTINATIONS);
        known.add("toPorts");
        known.add("icmps");
        boolean whole = text.account(rule, known, Set.of("toRequires", "authentication"));
        List<String> destinations = DESTINATIONS.stream()
                .filter(key -> YamlText.find(rule, key).isPresent())
                .toList();
        Optional<YamlValue> fqdns = YamlText.find(rule, "toFQDNs");
        if (fqdns.isPresent() && destinations.size() > 1) {
            text.is(fqdns.get().where(), Line.State.WRONG, MIXED);
            return;
        }
        boolean onlyIcmp = YamlText.find(rule, "icmps").isPresent()
                && YamlText.find(rule, "toPorts").isEmpty();
        if (rule.entries().isEmpty() || onlyIcmp) {
            return;
        }
        Optional<CiliumPorts> ports = CiliumPorts.of(rule, text);
        if (ports.isEmpty()) {
            return;
        }
        ports.get()
                .lookups()
                .ifPresent(dns -> dns.forEach(selector -> found(selector)
                        .ifPresent(found -> lookups.add(found.names().names()))));
        boolean certain = whole && ports.get().certain();
        if (fqdns.isPresent()) {
            fqdns(fqdns.get(), ports.get().at(), certain);
        } else {
            destinations(rule, destinations, ports.get().at(), certain);
        }
    }

    private void fqdns(YamlValue list, PortNames.At at, boolean certain) {
        if (list.list().isEmpty()) {
            text.is(list.where(), Line.State.NOT_SUPPORTED, EMPTY_NAMES);
            possibly.add(at, NameSet.all());
        }
        for (YamlValue selector : list.list()) {
            found(selector).ifPresent(found -> {
                names.add(found.where());
                text.lets(found.where(), found.names().names());
                add(possibly, at, found.names());
                if (certain) {
                    add(surely, at, found.names());
                }
            });
        }
    }

    private static void add(PortNames names, PortNames.At at, FqdnSelector selector) {
        selector.pattern().ifPresentOrElse(pattern -> names.add(at, pattern), () -> names.add(at, selector.names()));
    }

    private Optional<Found> found(YamlValue value) {
        YamlMap selector = value.map();
        text.account(selector, Set.of("matchName", "matchPattern"), Set.of());
        Optional<YamlValue> name = YamlText.find(selector, "matchName");
        Optional<YamlValue> pattern = YamlText.find(selector, "matchPattern");
        YamlValue written = name.or(() -> pattern).orElse(value);
        if (name.isPresent() == pattern.isPresent()) {
            text.is(written.where(), Line.State.WRONG, ONE_OF);
            return Optional.empty();
        }
        if (!FqdnSelector.isAccepted(written.text(), pattern.isPresent())) {
            text.is(written.where(), Line.State.WRONG, REFUSED);
            return Optional.empty();
        }
        FqdnSelector names =
                name.isPresent() ? FqdnSelector.name(written.text()) : FqdnSelector.pattern(written.text(), anyDepth);
        if (!anyDepth && written.text().startsWith("**.")) {
            text.is(written.where(), Line.State.UNDERSTOOD, ONE_LABEL);
        }
        return Optional.of(new Found(written.where(), names));
    }

    /** Destinations that are no names: those inside the cluster have none, and those outside can be anybody's. */
    private void destinations(YamlMap rule, List<String> destinations, PortNames.At at, boolean certain) {
        Where place = rule.value().where();
        if (destinations.isEmpty()) {
            everything(place, at, certain, ANY_DESTINATION);
        }
        for (String key : destinations) {
            YamlValue value = rule.get(key);
            switch (key) {
                case "toEndpoints", "toNodes" -> text.is(value.where(), Line.State.UNDERSTOOD);
                case "toEntities" -> value.list().forEach(entity -> entity(entity, at, certain));
                case "toCIDR" -> value.list().forEach(cidr -> cidr(cidr, cidr.text(), at, certain));
                default -> {
                    text.is(value.where(), Line.State.NOT_SUPPORTED, ADDRESSES);
                    possibly.add(at, NameSet.all());
                }
            }
        }
    }

    private void entity(YamlValue entity, PortNames.At at, boolean certain) {
        if (OUTSIDE.contains(entity.text())) {
            everything(entity.where(), at, certain, ANY_DESTINATION);
        } else if (INSIDE.contains(entity.text())) {
            text.is(entity.where(), Line.State.UNDERSTOOD);
        } else {
            text.is(entity.where(), Line.State.UNKNOWN);
        }
    }

    private void cidr(YamlValue place, String cidr, PortNames.At at, boolean certain) {
        if (cidr.equals("0.0.0.0/0") || cidr.equals("::/0")) {
            everything(place.where(), at, certain, ANY_DESTINATION);
        } else {
            text.is(place.where(), Line.State.NOT_SUPPORTED, ADDRESSES);
            possibly.add(at, NameSet.all());
        }
    }

    private void everything(Where where, PortNames.At at, boolean certain, Text remark) {
        text.lets(where, NameSet.all());
        text.is(where, Line.State.UNDERSTOOD, remark);
        possibly.add(at, NameSet.all());
        if (certain) {
            surelyElse.add(at, NameSet.all());
        }
    }

    private static final Text OTHER_POLICY = Text.of(
            "policies of Kubernetes add to what passes, and are not modelled",
            "les politiques de Kubernetes s'ajoutent à ce qui passe, et ne sont pas modélisées");
    private static final Text NO_LOOKUPS = Text.of(
            "no rule here shows the DNS proxy a lookup: unless another policy does, the name never gets an address",
            "aucune règle ici ne montre de requête au proxy DNS : sauf autre politique, le nom n'a jamais d'adresse");
    private static final Text NOT_SHUT_IN = Text.of("shuts no pod in for egress", "n'enferme aucun pod en sortie");
    private static final Text EMPTY_EGRESS = Text.of(
            "whether an empty list shuts pods in is not documented; write - {}",
            "la documentation ne dit pas si une liste vide enferme les pods ; écrivez - {}");
    private static final Text EMPTY_NAMES = Text.of(
            "what a rule with an empty list of names lets through is not documented",
            "la documentation ne dit pas ce que laisse passer une règle sans aucun nom");
    private static final Text MIXED = Text.of(
            "names cannot stand in one rule with other destinations: Cilium refuses it",
            "des noms et d'autres destinations dans une même règle : Cilium la refuse");
    private static final Text ONE_OF = Text.of(
            "either matchName or matchPattern: the API server refuses the object",
            "soit matchName, soit matchPattern : le serveur d'API refuse l'objet");
    private static final Text REFUSED = Text.of(
            "letters, digits, - _ . and in patterns * only, no empty label: the API server refuses the object",
            "seulement lettres, chiffres, - _ . et * dans les motifs, sans étiquette vide : l'objet est refusé");
    private static final Text ONE_LABEL = Text.of(
            "means one label before Cilium 1.19, and any depth after the upgrade",
            "vaut une étiquette avant Cilium 1.19, et toute profondeur après la mise à jour");
    private static final Text ANY_DESTINATION =
            Text.of("any destination passes at these ports", "toute destination passe à ces ports");
    private static final Text ADDRESSES =
            Text.of("which names have these addresses is not known", "on ne sait pas quels noms ont ces adresses");
}
