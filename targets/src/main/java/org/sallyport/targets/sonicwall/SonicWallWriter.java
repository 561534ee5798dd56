package org.sallyport.targets.sonicwall;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code sonicwall.cli}. No manual says that the command line takes comments, so there are none. */
final class SonicWallWriter {

    private static final String GROUP = "sallyport";
    private static final int DIGITS = 10;

    private SonicWallWriter() {}

    static Rendering write(SonicWall target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        String zone = zone(device);
        Map<String, HostPattern> objects = new LinkedHashMap<>();
        list.entries().keySet().stream()
                .filter(host -> !isBroughtAlong(host, list))
                .forEach(host -> objects.put(called(host, objects), host));
        StringBuilder text = new StringBuilder();
        objects.forEach((name, host) -> text.append("""
                address-object fqdn "%s"
                 domain %s
                 zone %s
                 exit
                """.formatted(name, host, zone)));
        text.append("address-group ipv4 \"").append(GROUP).append("\"\n");
        objects.keySet()
                .forEach(name ->
                        text.append(" address-object fqdn \"").append(name).append("\"\n"));
        text.append(" exit\ncommit\n");
        return new Rendering(
                List.of(DeviceFiles.of(SonicWall.FILE, text.toString())), objects.size(), selection.concessions());
    }

    /** The firewall resolves the name behind a star as well. */
    private static boolean isBroughtAlong(HostPattern host, NameList list) {
        return host instanceof HostPattern.Exact exact
                && exact.name().parent().isPresent()
                && list.entries().containsKey(new HostPattern.Below(exact.name()));
    }

    /** The same host has the same name in the next rendering, so that it is the same object. */
    private static String called(HostPattern host, Map<String, HostPattern> taken) {
        String digest = digest(host.toString());
        for (int begin = 0; begin + DIGITS <= digest.length(); begin++) {
            String name = GROUP + "-" + digest.substring(begin, begin + DIGITS);
            if (!taken.containsKey(name)) {
                return name;
            }
        }
        throw new IllegalStateException("no name is left for " + host);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String zone(Device device) {
        String zone = SonicWall.ZONE.of(device);
        if (!zone.matches("[A-Za-z0-9_-]{1,31}")) {
            throw SonicWall.ZONE.refusal(
                    device,
                    Text.of("write the name of a zone, as in WAN", "écrivez le nom d'une zone, par exemple WAN"));
        }
        return zone;
    }
}
