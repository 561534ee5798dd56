package org.sallyport.targets.windowsdefenderfirewall;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.PortList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/**
 * Writes the script. Its keywords have identifiers that begin alike, which tell a later script what an earlier one left;
 * the rest of each comes from the name, so that the same list is always the same script.
 */
final class FirewallScriptWriter {

    private FirewallScriptWriter() {}

    static Rendering write(WindowsDefenderFirewall target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        List<PortList> lists = PortList.of(selection, target, device, _ -> true);
        String group = "Sallyport " + device.name();
        String own = "{" + hash(device.name().value()).substring(0, 8) + "-";
        List<String> text = new ArrayList<>(header(allowlist, device, selection, group, own));
        int entries = 0;
        for (PortList list : lists) {
            for (var entry : list.names().entries().entrySet()) {
                String id = identifier(own, entry.getKey().toString());
                text.add("New-NetFirewallDynamicKeywordAddress -Id '" + id + "' -Keyword '" + entry.getKey()
                        + "' -AutoResolve $true | Out-Null # " + ascii(Comments.reasons(entry.getValue())));
                for (Port.Transport transport : Port.Transport.values()) {
                    String ports = list.ports().list().stream()
                            .filter(port -> port.transport() == transport)
                            .map(port -> String.valueOf(port.number()))
                            .collect(Collectors.joining(","));
                    if (!ports.isEmpty()) {
                        text.add("New-NetFirewallRule -DisplayName '" + group + ": " + entry.getKey() + " " + transport
                                + "' -Group '" + group + "' -Direction Outbound -Action Allow -Protocol " + transport
                                + " -RemotePort " + ports + " -RemoteDynamicKeywordAddresses '" + id
                                + "' | Out-Null");
                    }
                }
                entries++;
            }
        }
        text.add("");
        text.add("# Without this line, what no rule names passes.");
        text.add("Set-NetFirewallProfile -All -Enabled True -DefaultOutboundAction Block");
        return new Rendering(
                List.of(DeviceFiles.of(WindowsDefenderFirewall.FILE, String.join("\n", text) + "\n")),
                entries,
                selection.concessions());
    }

    private static List<String> header(
            Allowlist allowlist, Device device, Selection selection, String group, String own) {
        List<String> text = new ArrayList<>(List.of(
                "#Requires -RunAsAdministrator",
                "# Windows Defender Firewall of the site " + allowlist.site().name() + ", device " + device.name()
                        + ": lets connections to the names below out.",
                "# Rules that the machine has already let out what they name as well; see them with",
                "#   Get-NetFirewallRule -Direction Outbound -Action Allow -Enabled True",
                "# Written by Sallyport; what is changed by hand is lost.",
                "# To install: powershell -ExecutionPolicy Bypass -File " + WindowsDefenderFirewall.FILE
                        + "  as an administrator.",
                "# To remove, as an administrator:",
                "#   Set-NetFirewallProfile -All -DefaultOutboundAction NotConfigured",
                "#   and the two lines below that begin with Get-."));
        for (Concession concession : selection.concessions()) {
            text.add("# Note: " + ascii(Comments.oneLine(concession.sentence().english())));
        }
        text.addAll(List.of(
                "",
                "$ErrorActionPreference = 'Stop'",
                "# What an earlier script left.",
                "Get-NetFirewallRule -Group '" + group + "' -ErrorAction SilentlyContinue | Remove-NetFirewallRule",
                "Get-NetFirewallDynamicKeywordAddress -AllAutoResolve -ErrorAction SilentlyContinue"
                        + " | Where-Object { $_.Id -like '" + own + "*' } | Remove-NetFirewallDynamicKeywordAddress",
                ""));
        return text;
    }

    private static String identifier(String own, String name) {
        String hash = hash(name);
        return own + hash.substring(0, 4) + "-" + hash.substring(4, 8) + "-" + hash.substring(8, 12) + "-"
                + hash.substring(12, 24) + "}";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Windows PowerShell reads a file without a byte order mark in the machine's own code page. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(c -> ascii.append(c < 127 ? (char) c : '?'));
        return ascii.toString();
    }
}
