package org.sallyport.targets.opnsense;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code aliases.json}. */
final class OpnsenseWriter {

    /** Names of aliases have 31 characters at most. */
    private static final int DIGITS = 10;

    private OpnsenseWriter() {}

    static Rendering write(Opnsense target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        String all = alias(device);
        Map<String, HostPattern> names = new LinkedHashMap<>();
        List<String> aliases = new ArrayList<>();
        for (Map.Entry<HostPattern, List<Rule>> entry : list.entries().entrySet()) {
            String name = called(all, entry.getKey(), names);
            names.put(name, entry.getKey());
            aliases.add(alias(name, entry.getKey().toString(), Comments.reasons(entry.getValue())));
        }
        aliases.add(alias(
                all,
                String.join("\\n", names.keySet()),
                "For %s, device %s. Written by Sallyport. What is changed by hand is lost."
                        .formatted(allowlist.site().name(), device.name())));
        String text = "{\n  \"aliases\": {\n    \"alias\": {\n" + String.join(",\n", aliases) + "\n    }\n  }\n}\n";
        return new Rendering(
                List.of(DeviceFiles.of(Opnsense.FILE, text)), list.entries().size(), selection.concessions());
    }

    private static String alias(String name, String content, String description) {
        return """
                      "%s": {
                        "enabled": "1",
                        "name": "%s",
                        "type": "host",
                        "content": "%s",
                        "description": "%s"
                      }""".formatted(name, name, content, description(description))
                .indent(6)
                .stripTrailing();
    }

    /** The same host has the same name in the next rendering, so that an import replaces it. */
    private static String called(String all, HostPattern host, Map<String, HostPattern> taken) {
        String digest = digest(host.toString());
        for (int begin = 0; begin + DIGITS <= digest.length(); begin++) {
            String name = all + "_" + digest.substring(begin, begin + DIGITS);
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

    /** Older releases refuse descriptions with other characters, and with one entry the whole import. */
    private static String description(String text) {
        return text.replaceAll("[^0-9A-Za-z.,_\u00c0-\u024f-]+", " ").strip();
    }

    private static String alias(Device device) {
        String alias = Opnsense.ALIAS.of(device);
        if (!alias.matches("[A-Za-z][A-Za-z0-9_]{2,19}")) {
            throw Opnsense.ALIAS.refusal(
                    device,
                    Text.of(
                            "write a letter and 2 to 19 letters, digits or underscores",
                            "écrivez une lettre, puis 2 à 19 lettres, chiffres ou tirets bas"));
        }
        return alias;
    }
}
