package org.sallyport.targets.istio;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
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
 * Reads service entries and sidecars as the comments of {@code service_entry.proto} and {@code sidecar.proto} in <a
 * href="https://github.com/istio/api">istio/api</a> say. Used once.
 */
final class IstioReader {

    private static final Set<String> BY_NAME = Set.of("TLS", "HTTPS", "HTTP", "HTTP2", "GRPC", "GRPC-WEB");
    private static final Set<String> RESOLUTIONS = Set.of("NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS");

    private final YamlText text;
    private final PortNames surely = new PortNames();
    private final PortNames possibly = new PortNames();
    private boolean isClosed;
    private boolean isOpen;

    IstioReader(DeviceFiles files) {
        this.text = YamlText.of(files);
    }

    Reading read() {
        boolean any = false;
        for (ClusterObject object : ClusterObject.of(text)) {
            if (object.group().equals("networking.istio.io") && object.kind().equals("ServiceEntry")) {
                any = true;
                serviceEntry(spec(object));
            } else if (object.group().equals("networking.istio.io")
                    && object.kind().equals("Sidecar")) {
                any = true;
                sidecar(spec(object));
            } else if (object.group().endsWith("istio.io")) {
                text.is(object.map().value().where(), Line.State.NOT_SUPPORTED, OTHER_OBJECT);
            }
        }
        if (!any) {
            throw new InputException(
                    Text.of("there is no ServiceEntry and no Sidecar", "il n'y a ni ServiceEntry ni Sidecar"),
                    Text.of(
                            "give what kubectl get serviceentries,sidecars -o yaml prints",
                            "donnez ce qu'affiche kubectl get serviceentries,sidecars -o yaml"));
        }
        Permits everything = Permits.everywhere(NameSet.all());
        if (isOpen) {
            return new Reading(text.lines(), isClosed ? surely.permits() : everything, everything);
        }
        return new Reading(text.lines(), surely.permits(), isClosed ? possibly.permits() : everything);
    }

    private YamlMap spec(ClusterObject object) {
        text.account(object.map(), Set.of("apiVersion", "kind", "metadata", "spec", "status"), Set.of());
        return object.map().get("spec").map();
    }

    private void sidecar(YamlMap spec) {
        text.account(
                spec,
                Set.of("workloadSelector", "ingress", "inboundConnectionPool", "outboundTrafficPolicy", "egress"),
                Set.of());
        for (YamlValue listener : YamlText.list(spec, "egress")) {
            YamlMap egress = listener.map();
            boolean whole = text.account(egress, Set.of("hosts"), Set.of("port", "bind", "captureMode"));
            boolean own = YamlText.list(egress, "hosts").stream()
                    .anyMatch(host -> host.text().equals("*/*") || host.text().equals("./*"));
            if (!own && whole) {
                text.is(listener.where(), Line.State.NOT_SUPPORTED, NARROWED);
            }
        }
        Optional<YamlMap> policy = YamlText.find(spec, "outboundTrafficPolicy").map(YamlValue::map);
        policy.ifPresent(found -> {
            text.account(found, Set.of("mode"), Set.of("egressProxy"));
            Optional<YamlValue> mode = YamlText.find(found, "mode");
            Where where = mode.map(YamlValue::where).orElse(found.value().where());
            switch (mode.map(YamlValue::text).orElse("REGISTRY_ONLY")) {
                case "REGISTRY_ONLY" -> {
                    isClosed = true;
                    text.is(where, Line.State.UNDERSTOOD);
                }
                case "ALLOW_ANY" -> {
                    isOpen = true;
                    text.lets(where, NameSet.all());
                    text.is(where, Line.State.UNDERSTOOD, OPEN);
                }
                default -> text.is(where, Line.State.WRONG);
            }
        });
    }

    private void serviceEntry(YamlMap spec) {
        boolean whole = text.account(
                spec,
                Set.of("hosts", "ports", "location", "resolution", "exportTo", "subjectAltNames"),
                Set.of("addresses", "endpoints", "workloadSelector"));
        whole &= isVisible(spec);
        Optional<YamlValue> resolution = YamlText.find(spec, "resolution");
        String how = resolution.map(YamlValue::text).orElse("NONE");
        if (!RESOLUTIONS.contains(how)) {
            text.is(resolution.map(YamlValue::where).orElse(spec.value().where()), Line.State.WRONG);
            return;
        }
        List<YamlValue> hosts = YamlText.list(spec, "hosts");
        if (hosts.isEmpty()) {
            text.is(spec.find("hosts").map(YamlValue::where).orElse(spec.value().where()), Line.State.WRONG, NO_HOSTS);
            return;
        }
        boolean endpoints = YamlText.find(spec, "endpoints").isPresent();
        if (how.equals("STATIC") && !endpoints) {
            whole = false;
            resolution.ifPresent(found -> text.is(found.where(), Line.State.NOT_SUPPORTED, NO_ENDPOINTS));
        }
        Set<Port> named = new HashSet<>();
        for (YamlValue value : YamlText.list(spec, "ports")) {
            port(value.map(), how, YamlText.find(spec, "addresses").isPresent()).ifPresent(named::add);
        }
        PortNames.At at = PortNames.At.ports(named);
        for (YamlValue host : hosts) {
            host(host, at, whole, how.startsWith("DNS") && !endpoints, how.equals("DYNAMIC_DNS"));
        }
    }

    /** Whether the namespace of the entry sees it, as it does unless another one is named. */
    private boolean isVisible(YamlMap spec) {
        List<YamlValue> exported = YamlText.list(spec, "exportTo");
        boolean visible = exported.isEmpty()
                || exported.stream()
                        .anyMatch(to -> to.text().equals(".") || to.text().equals("*"));
        if (!visible) {
            text.is(spec.whereKey("exportTo"), Line.State.NOT_SUPPORTED, NARROWED);
        }
        return visible;
    }

    /** A port at which names decide; any other protocol passes whoever it is for, and marks its line. */
    private Optional<Port> port(YamlMap port, String resolution, boolean addresses) {
        text.account(port, Set.of("number", "name", "protocol", "targetPort"), Set.of());
        YamlValue number = port.get("number");
        Optional<Port> parsed = Port.tryParse(number.text());
        Optional<YamlValue> protocol = YamlText.find(port, "protocol");
        String spoken = protocol.map(found -> upperAscii(found.text())).orElse("");
        if (parsed.isEmpty()) {
            text.is(number.where(), Line.State.WRONG);
            return Optional.empty();
        }
        if (BY_NAME.contains(spoken)) {
            text.is(number.where(), Line.State.UNDERSTOOD);
            return parsed;
        }
        PortNames.At at = PortNames.At.ports(Set.of(parsed.get()));
        Where where = protocol.map(YamlValue::where).orElse(number.where());
        possibly.add(at, NameSet.all());
        if (spoken.equals("TCP") && resolution.equals("NONE") && !addresses) {
            surely.add(at, NameSet.all());
            text.lets(where, NameSet.all());
            text.is(where, Line.State.UNDERSTOOD, ANY_ADDRESS);
        } else {
            text.is(where, Line.State.NOT_SUPPORTED, NO_NAME);
        }
        return Optional.empty();
    }

    private void host(YamlValue value, PortNames.At at, boolean whole, boolean resolved, boolean dynamic) {
        String written = value.text();
        boolean wildcard = written.startsWith("*.");
        String rest = wildcard ? written.substring(2) : written;
        Optional<HostName> name = HostName.tryParse(rest).filter(_ -> rest.indexOf('_') < 0);
        if (written.startsWith("*") && !wildcard && written.length() > 1) {
            NameSet names = NameSet.like(rest, true);
            possibly.add(at, names);
            text.is(value.where(), Line.State.NOT_SUPPORTED, PARTIAL);
            return;
        }
        if (name.isEmpty()) {
            text.is(value.where(), Line.State.WRONG, REFUSED);
            return;
        }
        if (wildcard && resolved) {
            text.is(value.where(), Line.State.WRONG, NOT_RESOLVED);
            return;
        }
        if (dynamic && !wildcard) {
            text.is(value.where(), Line.State.WRONG, ONLY_WILDCARDS);
            return;
        }
        boolean plain = name.get().value().equals(rest);
        if (!plain) {
            text.is(value.where(), Line.State.NOT_SUPPORTED, CASE);
        }
        if (wildcard && name.get().parent().isEmpty()) {
            lets(value, at, NameSet.below(name.get()), whole && plain);
        } else {
            HostPattern pattern = wildcard ? new HostPattern.Below(name.get()) : new HostPattern.Exact(name.get());
            text.lets(value.where(), NameSet.of(pattern));
            possibly.add(at, pattern);
            if (whole && plain) {
                surely.add(at, pattern);
            }
        }
    }

    private void lets(YamlValue value, PortNames.At at, NameSet names, boolean certain) {
        text.lets(value.where(), names);
        possibly.add(at, names);
        if (certain) {
            surely.add(at, names);
        }
    }

    private static String upperAscii(String text) {
        StringBuilder upper = new StringBuilder();
        text.chars().forEach(c -> upper.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
        return upper.toString();
    }

    private static final Text OTHER_OBJECT = Text.of(
            "other objects of Istio can route or refuse, and are not modelled",
            "d'autres objets d'Istio peuvent router ou refuser, et ne sont pas modélisés");
    private static final Text NARROWED = Text.of(
            "whether the pods see the service entries is not modelled",
            "on ne modélise pas si les pods voient les entrées de service");
    private static final Text OPEN = Text.of(
            "everything passes, whatever the service entries say",
            "tout passe, quoi que disent les entrées de service");
    private static final Text NO_HOSTS =
            Text.of("at least one host: the object is refused", "au moins un hôte : l'objet est refusé");
    private static final Text NO_ENDPOINTS =
            Text.of("STATIC without endpoints has nowhere to go", "STATIC sans endpoints ne mène nulle part");
    private static final Text ANY_ADDRESS = Text.of(
            "TCP without addresses: any address passes at this port, whatever the hosts say",
            "TCP sans adresses : toute adresse passe à ce port, quoi que disent les hôtes");
    private static final Text NO_NAME =
            Text.of("no name is looked at with this protocol", "aucun nom n'est regardé avec ce protocole");
    private static final Text PARTIAL = Text.of(
            "a star that is not a whole label is not documented; write *.example.com",
            "une étoile qui n'est pas une étiquette entière n'est pas documentée ; écrivez *.example.com");
    private static final Text REFUSED = Text.of(
            "no host: letters, digits and inner hyphens, and *. in front only; the object is refused",
            "pas un hôte : lettres, chiffres et traits d'union intérieurs, et *. seulement au début ; objet refusé");
    private static final Text NOT_RESOLVED = Text.of(
            "a wildcard cannot be resolved: the object is refused",
            "une étoile ne peut pas être résolue : l'objet est refusé");
    private static final Text ONLY_WILDCARDS =
            Text.of("DYNAMIC_DNS is for wildcards only", "DYNAMIC_DNS n'est que pour les étoiles");
    private static final Text CASE = Text.of(
            "whether a host in this spelling is ever found is not documented; write it in lower case, without a dot",
            "la documentation ne dit pas si cette graphie est trouvée ; écrivez-la en minuscules, sans point final");
}
