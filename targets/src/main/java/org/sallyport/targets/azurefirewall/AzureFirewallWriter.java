package org.sallyport.targets.azurefirewall;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;
import org.sallyport.targets.UntakenPorts;

/** Writes the template. Used once. */
final class AzureFirewallWriter {

    /** Of one group, in octets; in policies from before July 2022 half of it. */
    private static final int LARGEST = 2_000_000;

    private final AzureFirewall target;
    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final List<Concession> concessions;
    private final List<String> clients;
    private final int priority;
    private final SortedMap<HostPattern, List<Rule>> reasons = new TreeMap<>();

    AzureFirewallWriter(AzureFirewall target, Allowlist allowlist, Device device) {
        this.target = target;
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.concessions = new ArrayList<>(selection.concessions());
        this.concessions.addAll(UntakenPorts.concessions(selection, device, AzureFirewallWriter::isTaken));
        this.clients = clients(device);
        this.priority = priority(device);
    }

    private static boolean isTaken(Port port) {
        return port.transport() == Port.Transport.TCP && port.number() <= AzureFirewall.HIGHEST_PORT;
    }

    Rendering write() {
        int entries = 0;
        List<String> rules = new ArrayList<>();
        int number = 1;
        for (Map.Entry<String, List<Selection.Entry>> group : groups().entrySet()) {
            NameList list = NameList.of(new Selection(group.getValue(), List.of()), target, device);
            list.entries()
                    .forEach((host, because) -> reasons.computeIfAbsent(host, _ -> new ArrayList<>())
                            .addAll(because));
            List<Integer> ports = ports(group.getValue().getFirst().rule());
            rules.add(rule("names-" + number, usual(ports), list));
            if (!unusual(ports).isEmpty()) {
                rules.add(rule("names-" + number + "-http", unusual(ports), list));
            }
            entries += list.entries().size();
            number++;
        }
        String text = template(rules);
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new InputException(
                    Text.of(
                            "device %s: Azure Firewall takes %s octets in a rule collection group, and this is longer",
                            "équipement %s : Azure Firewall accepte %s octets par groupe de regroupements de règles, et ceci est plus long",
                            device.name(),
                            LARGEST),
                    Text.of(
                            "narrow the site's regions or licences, or share the list between devices",
                            "réduisez les régions ou les licences du site, ou partagez la liste entre équipements"));
        }
        return new Rendering(List.of(DeviceFiles.of(AzureFirewall.FILE, text)), entries, concessions);
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
                .filter(AzureFirewallWriter::isTaken)
                .map(Port::number)
                .toList();
    }

    /** Port 80 is HTTP, and elsewhere TLS is expected. */
    private static List<String> usual(List<Integer> ports) {
        return ports.stream()
                .map(port -> protocol(port == Port.HTTP.number() ? "Http" : "Https", port))
                .toList();
    }

    /** At other ports than those of the web nobody said what it is, so HTTP passes as well. */
    private static List<String> unusual(List<Integer> ports) {
        return ports.stream()
                .filter(port -> port != Port.HTTP.number() && port != Port.HTTPS.number())
                .map(port -> protocol("Http", port))
                .toList();
    }

    private static String protocol(String type, int port) {
        return "{ \"protocolType\": \"" + type + "\", \"port\": " + port + " }";
    }

    private String rule(String name, List<String> protocols, NameList list) {
        return """
                              {
                                "ruleType": "ApplicationRule",
                                "name": "%s",
                                "sourceAddresses": [%s],
                                "protocols": [%s],
                                "targetFqdns": [
                %s
                                ]
                              }""".formatted(
                        name,
                        clients.stream().map(AzureFirewallWriter::quoted).collect(Collectors.joining(", ")),
                        String.join(", ", protocols),
                        list.entries().keySet().stream()
                                .map(host -> " ".repeat(18) + quoted(host.toString()))
                                .collect(Collectors.joining(",\n")));
    }

    private String template(List<String> rules) {
        return """
                {
                  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                  "contentVersion": "1.0.0.0",
                  "metadata": {
                    "description": "Names that %1$s lets through, for the device %2$s. Written by Sallyport; what is changed by hand is lost.",
                    "install": "az deployment group create --resource-group GROUP --template-file %3$s --parameters policy=POLICY",
                    "remove": "az network firewall policy rule-collection-group delete --resource-group GROUP --policy-name POLICY --name sallyport-%2$s",
                    "notes": [
                %4$s    ],
                    "reasons": {
                %5$s    }
                  },
                  "parameters": {
                    "policy": { "type": "string" }
                  },
                  "resources": [
                    {
                      "type": "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
                      "apiVersion": "2023-09-01",
                      "name": "[concat(parameters('policy'), '/sallyport-%2$s')]",
                      "properties": {
                        "priority": %6$s,
                        "ruleCollections": [
                          {
                            "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
                            "name": "sallyport-%2$s",
                            "priority": %6$s,
                            "action": { "type": "Allow" },
                            "rules": [
                %7$s            ]
                          }
                        ]
                      }
                    }
                  ]
                }
                """.formatted(
                        allowlist.site().name(),
                        device.name(),
                        AzureFirewall.FILE,
                        lines(notes().map(note -> "      " + quoted(note))),
                        lines(reasons.entrySet().stream()
                                .map(entry -> "      " + quoted(entry.getKey().toString()) + ": "
                                        + quoted(Comments.reasons(entry.getValue())))),
                        priority,
                        lines(rules.stream()));
    }

    private Stream<String> notes() {
        return Stream.concat(
                Stream.of(
                        "Network rules of the policy are asked before these; one that allows lets every name through."),
                concessions.stream()
                        .map(concession ->
                                Comments.oneLine(concession.sentence().english())));
    }

    /** The values, with commas between them; nothing where there is none. */
    private static String lines(Stream<String> values) {
        String lines = values.collect(Collectors.joining(",\n"));
        return lines.isEmpty() ? "" : lines + "\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static List<String> clients(Device device) {
        String value = AzureFirewall.CLIENTS.of(device);
        List<String> clients =
                Stream.of(value.split(",", -1)).map(String::strip).toList();
        if (clients.equals(List.of("*"))
                || clients.stream().allMatch(client -> client.matches("[0-9a-fA-F.:]{2,39}(/[0-9]{1,3})?"))) {
            return clients;
        }
        throw AzureFirewall.CLIENTS.refusal(
                device,
                Text.of(
                        "write * or networks with commas between them: 10.0.0.0/8,192.168.7.0/24",
                        "écrivez * ou des réseaux séparés par des virgules : 10.0.0.0/8,192.168.7.0/24"));
    }

    private static int priority(Device device) {
        String value = AzureFirewall.PRIORITY.of(device);
        int priority = value.matches("[1-9][0-9]{2,4}") ? Integer.parseInt(value) : 0;
        if (priority < 100 || priority > 65_000) {
            throw AzureFirewall.PRIORITY.refusal(
                    device, Text.of("write a number from 100 to 65000", "écrivez un nombre de 100 à 65000"));
        }
        return priority;
    }
}
