package org.sallyport.targets.gcpsecurewebproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.UntakenPorts;

/** Writes the policy, and for each set of ports its lists and the rule that uses them. Used once. */
final class GcpSecureWebProxyWriter {

    private static final int FIRST_PRIORITY = 1_001;
    private static final int LONGEST_MATCHER = 2_048;

    private final GcpSecureWebProxy target;
    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<Concession> concessions;
    private final String place;
    private final String policy;
    private final Map<String, String> files = new LinkedHashMap<>();

    GcpSecureWebProxyWriter(GcpSecureWebProxy target, Allowlist allowlist, Device device) {
        this.target = target;
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.concessions = new ArrayList<>(selection.concessions());
        this.concessions.addAll(
                UntakenPorts.concessions(selection, device, port -> port.transport() == Port.Transport.TCP));
        this.place = "projects/" + option(GcpSecureWebProxy.PROJECT, "PROJECT|[a-z][a-z0-9:.-]{4,62}") + "/locations/"
                + option(GcpSecureWebProxy.LOCATION, "REGION|[a-z][a-z0-9-]{2,62}");
        this.policy = option(GcpSecureWebProxy.POLICY, "[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    }

    Rendering write() {
        files.put(
                "policy.yaml",
                header() + """
                name: %s/gatewaySecurityPolicies/%s
                description: "Names that %s lets through, for the device %s. Written by Sallyport."
                """.formatted(place, policy, allowlist.site().name(), device.name()));
        int entries = 0;
        int number = 1;
        for (List<Selection.Entry> group : groups().values()) {
            NameList list = NameList.of(new Selection(group, List.of()), target, device);
            List<SortedMap<HostPattern, List<Rule>>> parts =
                    list.parts(target.capabilities().limits().part().orElse(Integer.MAX_VALUE));
            List<String> lists = new ArrayList<>();
            for (int part = 0; part < parts.size(); part++) {
                String suffix = part == 0 ? String.valueOf(number) : number + "-" + (part + 1);
                lists.add(list(suffix, parts.get(part)));
            }
            rule(number, lists, ports(group.getFirst().rule()));
            entries += list.entries().size();
            number++;
        }
        return new Rendering(List.of(new DeviceFiles(files)), entries, concessions);
    }

    private String header() {
        StringBuilder header = new StringBuilder("""
                # Secure Web Proxy for the site %1$s, device %2$s: the names in the lists pass at the ports of their rules, nothing else does.
                # Written by sallyport render; changes made here are lost with the next one.
                #
                # Install, this file only where there is no such policy yet, then every list, then every rule:
                #   gcloud network-security gateway-security-policies import %3$s --source=policy.yaml --location=REGION
                #   gcloud network-security url-lists import sallyport-%2$s-1 --source=url-list-1.yaml --location=REGION
                #   gcloud network-security gateway-security-policies rules import sallyport-%2$s-1 \\
                #     --gateway-security-policy=%3$s --source=rule-1.yaml --location=REGION
                # Remove, every rule before its lists:
                #   gcloud network-security gateway-security-policies rules delete sallyport-%2$s-1 \\
                #     --gateway-security-policy=%3$s --location=REGION
                #   gcloud network-security url-lists delete sallyport-%2$s-1 --location=REGION
                """.formatted(allowlist.site().name(), device.name(), policy));
        concessions.forEach(concession -> header.append("# Note: ")
                .append(Comments.oneLine(concession.sentence().english()))
                .append('\n'));
        return header.append('\n').toString();
    }

    private SortedMap<String, List<Selection.Entry>> groups() {
        SortedMap<String, List<Selection.Entry>> groups = new TreeMap<>();
        for (Selection.Entry entry : selection.entries()) {
            List<Integer> ports = ports(entry.rule());
            if (!ports.isEmpty()) {
                String key = ports.stream().map("%05d"::formatted).collect(Collectors.joining(" "));
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
            }
        }
        return groups;
    }

    private static List<Integer> ports(Rule rule) {
        return rule.ports().list().stream()
                .filter(port -> port.transport() == Port.Transport.TCP)
                .map(Port::number)
                .toList();
    }

    /** Writes a list, and says its full name. */
    private String list(String suffix, SortedMap<HostPattern, List<Rule>> entries) {
        String name = place + "/urlLists/sallyport-" + device.name() + "-" + suffix;
        StringBuilder text = new StringBuilder("""
                # Names of the site %s, device %s; see policy.yaml. *.x is every name below x, and not x.
                name: %s
                description: "Written by Sallyport."
                values:
                """.formatted(allowlist.site().name(), device.name(), name));
        entries.forEach((host, rules) -> text.append("# ")
                .append(Comments.reasons(rules))
                .append("\n- \"")
                .append(host)
                .append("\"\n"));
        files.put("url-list-" + suffix + ".yaml", text.toString());
        return name;
    }

    private void rule(int number, List<String> lists, List<Integer> ports) {
        String matcher = any(
                        lists.stream().map("inUrlList(host(), '%s')"::formatted).toList()) + " && "
                + any(ports.stream().map("destination.port == %s"::formatted).toList());
        if (matcher.length() > LONGEST_MATCHER) {
            throw new InputException(
                    Text.of(
                            "device %s: a rule about %s lists and %s ports is longer than the %s characters that Secure Web Proxy takes",
                            "équipement %s : une règle sur %s listes et %s ports dépasse les %s caractères que Secure Web Proxy accepte",
                            device.name(),
                            lists.size(),
                            ports.size(),
                            LONGEST_MATCHER),
                    Text.of("use fewer ports in one entry", "utilisez moins de ports dans une entrée"));
        }
        files.put("rule-" + number + ".yaml", """
                # Ports of the site %1$s, device %2$s; see policy.yaml.
                name: %3$s/gatewaySecurityPolicies/%4$s/rules/sallyport-%2$s-%5$s
                description: "Written by Sallyport."
                enabled: true
                priority: %6$s
                basicProfile: ALLOW
                sessionMatcher: "%7$s"
                """.formatted(
                allowlist.site().name(), device.name(), place, policy, number, FIRST_PRIORITY + number - 1, matcher));
    }

    private static String any(List<String> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : "(" + String.join(" || ", conditions) + ")";
    }

    private String option(Capabilities.Option option, String pattern) {
        return option.of(
                device,
                pattern,
                Text.of(
                        "write the name as Google Cloud has it, in lower case",
                        "écrivez le nom tel que Google Cloud l'a, en minuscules"));
    }
}
