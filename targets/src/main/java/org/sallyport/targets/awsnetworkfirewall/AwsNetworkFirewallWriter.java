package org.sallyport.targets.awsnetworkfirewall;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes both forms of the rule group. Used once. */
final class AwsNetworkFirewallWriter {

    /** A capacity stays what it was at the creation of the group: so it comes in steps, with room above the list. */
    private static final List<Integer> CAPACITIES = List.of(1_000, 3_000, 10_000, AwsNetworkFirewall.LARGEST_CAPACITY);

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final NameList list;
    private final List<String> homeNet;
    private final String order;

    AwsNetworkFirewallWriter(AwsNetworkFirewall target, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.list = NameList.of(selection, target, device);
        this.homeNet = homeNet(device);
        this.order = order(device);
    }

    Rendering write() {
        return new Rendering(
                List.of(
                        DeviceFiles.of(AwsNetworkFirewall.TEMPLATE, header() + template()),
                        DeviceFiles.of(AwsNetworkFirewall.OBJECT, object())),
                list.entries().size(),
                selection.concessions());
    }

    private String header() {
        StringBuilder header =
                new StringBuilder("""
                # AWS Network Firewall for the site %1$s, device %2$s: TLS and HTTP pass to the names below.
                # Written by sallyport render; changes made here are lost with the next one.
                #
                # Install: aws cloudformation deploy --stack-name sallyport-%2$s --template-file %3$s
                #          then take the rule group into the firewall policy, whose default has to drop the rest: see below.
                # Remove:  take the rule group out of the firewall policy, then
                #          aws cloudformation delete-stack --stack-name sallyport-%2$s
                #
                # The list stops TLS and HTTP only. Whatever else the clients speak is up to the policy: order STRICT_ORDER,
                # stateful default action "drop established".
                # What comes from networks that are not in HOME_NET is not inspected.
                """.formatted(allowlist.site().name(), device.name(), AwsNetworkFirewall.TEMPLATE));
        selection
                .concessions()
                .forEach(concession -> header.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        return header.append('\n').toString();
    }

    private String template() {
        StringBuilder text = new StringBuilder("""
                AWSTemplateFormatVersion: "2010-09-09"
                Description: "Names that %1$s lets through, for the device %2$s. Written by Sallyport."
                Resources:
                  AllowedNames:
                    Type: AWS::NetworkFirewall::RuleGroup
                    Properties:
                      RuleGroupName: "sallyport-%2$s"
                      Type: STATEFUL
                      Capacity: %3$s
                      RuleGroup:
                        RuleVariables:
                          IPSets:
                            HOME_NET:
                              Definition:
                """.formatted(allowlist.site().name(), device.name(), capacity()));
        homeNet.forEach(network -> text.append("                - \"%s\"\n".formatted(network)));
        text.append("""
                        RulesSource:
                          RulesSourceList:
                            GeneratedRulesType: ALLOWLIST
                            TargetTypes: [TLS_SNI, HTTP_HOST]
                """);
        text.append("            Targets:").append(list.entries().isEmpty() ? " []\n" : "\n");
        list.entries()
                .forEach((host, rules) -> text.append("              # ")
                        .append(Comments.reasons(rules))
                        .append("\n              - \"")
                        .append(spelled(host))
                        .append("\"\n"));
        return text.append("""
                        StatefulRuleOptions:
                          RuleOrder: %s
                """.formatted(order)).toString();
    }

    private String object() {
        return """
                {
                  "RuleVariables": {
                    "IPSets": {
                      "HOME_NET": {
                        "Definition": [%s]
                      }
                    }
                  },
                  "RulesSource": {
                    "RulesSourceList": {
                      "GeneratedRulesType": "ALLOWLIST",
                      "TargetTypes": ["TLS_SNI", "HTTP_HOST"],
                      "Targets": [
                %s      ]
                    }
                  },
                  "StatefulRuleOptions": {
                    "RuleOrder": "%s"
                  }
                }
                """.formatted(
                        homeNet.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")), targets(), order);
    }

    private String targets() {
        List<String> names = new ArrayList<>();
        list.entries().keySet().forEach(host -> names.add("        \"%s\"".formatted(spelled(host))));
        return names.isEmpty() ? "" : String.join(",\n", names) + "\n";
    }

    private static String spelled(HostPattern host) {
        return host instanceof HostPattern.Below(HostName base) ? "." + base : host.toString();
    }

    /** A rule for each name and protocol, and one more for each protocol that drops the rest. */
    private int capacity() {
        int needed = 2 * list.entries().size() + 2;
        return CAPACITIES.stream()
                .filter(capacity -> capacity >= needed)
                .findFirst()
                .orElse(AwsNetworkFirewall.LARGEST_CAPACITY);
    }

    private static List<String> homeNet(Device device) {
        List<String> networks = Stream.of(AwsNetworkFirewall.HOME_NET.of(device).split(",", -1))
                .map(String::strip)
                .toList();
        if (networks.stream().allMatch(AwsNetworkFirewallWriter::isNetwork)) {
            return networks;
        }
        throw AwsNetworkFirewall.HOME_NET.refusal(
                device,
                Text.of(
                        "write networks with commas between them: 10.0.0.0/8,2001:db8::/32",
                        "écrivez des réseaux séparés par des virgules : 10.0.0.0/8,2001:db8::/32"));
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("0|[1-9][0-9]{0,2}")) {
            return false;
        }
        int bits = Integer.parseInt(parts[1]);
        return parts[0].contains(":")
                ? parts[0].matches("[0-9a-fA-F:]{2,39}") && bits <= 128
                : bits <= 32 && isAddress(parts[0].split("\\.", -1));
    }

    private static boolean isAddress(String[] octets) {
        return octets.length == 4
                && IntStream.range(0, 4)
                        .allMatch(i -> octets[i].matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(octets[i]) <= 255);
    }

    private static String order(Device device) {
        String value = AwsNetworkFirewall.ORDER.of(device);
        return switch (value) {
            case "strict" -> "STRICT_ORDER";
            case "action" -> "DEFAULT_ACTION_ORDER";
            default ->
                throw AwsNetworkFirewall.ORDER.refusal(
                        device, Text.of("write strict or action", "écrivez strict ou action"));
        };
    }
}
