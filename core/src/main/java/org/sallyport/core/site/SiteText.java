package org.sallyport.core.site;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.Visible;
import org.sallyport.core.name.HostName;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;

/**
 * The text of site files. An edit only ever inserts: comments, order, quotes and line ends stay as their author left
 * them.
 */
public final class SiteText {

    private static final String SERVERS = "servers";
    private static final Pattern DASH = Pattern.compile(" *-[ \t]+");

    private final String text;

    private SiteText(String text) {
        this.text = text;
    }

    /**
     * A new site file that {@link SiteYaml} reads: entries of its own, and one device, called by its target.
     *
     * @param notes comments above the entries
     */
    public static String of(Id site, List<Site.Addition> additions, Id target, List<Text> notes) {
        StringBuilder text = new StringBuilder("sallyport: 1\nsite: " + site + "\n");
        notes.forEach(
                note -> text.append("# ").append(printable(note.english())).append('\n'));
        text.append("also:").append(additions.isEmpty() ? " []" : "").append('\n');
        additions.forEach(addition -> text.append(entry(addition)));
        return text.append("devices:\n  - { name: ")
                .append(target)
                .append(", target: ")
                .append(target)
                .append(" }\n")
                .toString();
    }

    /** The line of an entry under {@code also:}, with its line break; a character that does not show is a question mark. */
    public static String entry(Site.Addition addition) {
        return "  - { host: " + quoted(addition.host().toString())
                + ", ports: ["
                + addition.ports().list().stream()
                        .map(port -> port.toString().contains("/") ? quoted(port.toString()) : port.toString())
                        .collect(Collectors.joining(", "))
                + "], reason: " + quoted(addition.reason())
                + (addition.addresses().isEmpty()
                        ? ""
                        : ", addresses: "
                                + addition.addresses().stream()
                                        .map(network -> quoted(network.toString()))
                                        .toList())
                + " }\n";
    }

    private static String quoted(String text) {
        return '"' + printable(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Visible.is(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * Adds servers to {@code vendors.VENDOR.servers}, behind those that are there. What is there already is not added,
     * so doing it twice is doing it once.
     *
     * @param file the file's name for errors
     * @return the new text; the same where nothing is to be added
     * @throws InputException where the text is no site file with that vendor, or is written in a way that leaves no
     *     place for an insertion; the repair then names the line to add by hand
     */
    public static String withServers(String file, String text, Id vendor, List<HostName> servers) {
        YamlMap before = subscription(file, text, vendor);
        Set<String> missing =
                servers.stream().map(HostName::value).collect(Collectors.toCollection(LinkedHashSet::new));
        present(before).forEach(missing::remove);
        if (missing.isEmpty()) {
            return text;
        }
        List<String> words = missing.stream().map(SiteText::word).toList();
        String after = new SiteText(text).inserted(before, words);
        if (!isOriginalPlus(missing, file, text, after, vendor)) {
            throw new InputException(
                    before.find(SERVERS)
                            .map(YamlValue::where)
                            .orElse(before.value().where()),
                    Text.of(
                            "the way this is written leaves no place to insert the servers",
                            "cette écriture ne laisse pas de place pour insérer les serveurs"),
                    Text.of(
                            "add them by hand to vendors, %s, servers: %s",
                            "ajoutez-les à la main à vendors, %s, servers : %s", vendor, String.join(", ", words)));
        }
        return after;
    }

    private String inserted(YamlMap subscription, List<String> words) {
        String flow = String.join(", ", words);
        Optional<YamlValue> found = subscription.find(SERVERS);
        if (found.isEmpty()) {
            return withKey(subscription, SERVERS + ": [" + flow + "]");
        }
        YamlValue servers = found.get();
        if (servers.isNull()) {
            return with(offset(servers.start()), " [" + flow + "]");
        }
        List<YamlValue> items = servers.list();
        if (servers.isFlow()) {
            return items.isEmpty() ? withFirst(servers, '[', flow) : withLast(items, words);
        }
        int last = lastLine(items.getLast());
        String dash = dash(items.getLast());
        return with(
                lineEnd(last),
                words.stream().map(word -> lineBreak(last) + dash + word).collect(Collectors.joining()));
    }

    private String withKey(YamlMap subscription, String line) {
        Map<String, YamlValue> entries = subscription.entries();
        if (entries.isEmpty()) {
            return withFirst(subscription.value(), '{', line);
        }
        YamlValue last = List.copyOf(entries.values()).getLast();
        if (subscription.value().isFlow()) {
            return with(offset(last.end()), ", " + line);
        }
        int column = subscription.whereKey(entries.keySet().iterator().next()).column();
        int end = lastLine(last);
        return with(lineEnd(end), lineBreak(end) + " ".repeat(column - 1) + line);
    }

    private String withFirst(YamlValue empty, char bracket, String words) {
        int open = text.indexOf(bracket, offset(empty.start())) + 1;
        return with(open, words + (text.startsWith("#", open) ? " " : ""));
    }

    /** In brackets: each on a line of its own where the last one has one, else behind it. */
    private String withLast(List<YamlValue> items, List<String> words) {
        YamlValue last = items.getLast();
        int end = offset(last.end());
        int start = offset(last.start());
        String front = text.substring(lineStart(start), start);
        Matcher rest = Pattern.compile("[ \t]*(,?)[ \t]*(#[^\r\n]*)?(?=[\r\n])")
                .matcher(text)
                .region(end, text.length());
        if (!front.isBlank() || !rest.lookingAt()) {
            return with(end, ", " + String.join(", ", words));
        }
        boolean comma = !rest.group(1).isEmpty();
        String lines = words.stream()
                .map(word -> lineBreak(end) + front + word)
                .collect(Collectors.joining(",", "", comma ? "," : ""));
        String edited = with(rest.end(), lines);
        return comma ? edited : new SiteText(edited).with(end, ",");
    }

    private String with(int offset, String inserted) {
        return text.substring(0, offset) + inserted + text.substring(offset);
    }

    /** What stands in front of the items of a list in lines. */
    private String dash(YamlValue item) {
        int start = offset(item.start());
        String front = text.substring(lineStart(start), start);
        return DASH.matcher(front).matches()
                ? front
                : " ".repeat(Math.max(0, item.where().column() - 3)) + "- ";
    }

    /** An offset within the last line of a value, or at its end. */
    private int lastLine(YamlValue value) {
        if (!value.isFlow() && value.isMap() && !value.map().entries().isEmpty()) {
            return lastLine(List.copyOf(value.map().entries().values()).getLast());
        }
        if (!value.isFlow() && value.isList() && !value.list().isEmpty()) {
            return lastLine(value.list().getLast());
        }
        int end = offset(value.end());
        // the end of a text in lines lies behind its line breaks
        while (end > offset(value.start()) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int lineStart(int offset) {
        return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
    }

    private int lineEnd(int offset) {
        int end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** The line break of this line, or that of the first line where this one has none. */
    private String lineBreak(int offset) {
        return Stream.of(lineEnd(offset), lineEnd(0))
                .filter(end -> end < text.length())
                .findFirst()
                .map(end -> text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1))
                .orElse("\n");
    }

    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    /** A name of one label could be a word of YAML: null, true. */
    private static String word(String host) {
        return host.indexOf('.') < 0 ? '"' + host + '"' : host;
    }

    private static YamlMap subscription(String file, String text, Id vendor) {
        YamlMap vendors = YamlValue.parse(file, text).map().get("vendors").map();
        return vendors.find(vendor.value())
                .orElseThrow(() -> new InputException(
                        vendors.value().where(),
                        Text.of("the site has nothing of \"%s\"", "le site n'a rien de « %s »", vendor),
                        Nearest.repair(vendor.value(), vendors.entries().keySet())))
                .map();
    }

    /** The servers that are there, in canonical form. */
    private static List<String> present(YamlMap subscription) {
        return subscription
                .find(SERVERS)
                .filter(value -> !value.isNull())
                .map(YamlValue::list)
                .orElse(List.of())
                .stream()
                .map(value -> value.as(HostName::parse).value())
                .toList();
    }

    private static boolean isOriginalPlus(Set<String> added, String file, String text, String after, Id vendor) {
        try {
            YamlMap old = subscription(file, text, vendor);
            YamlMap edited = subscription(file, after, vendor);
            List<String> expected =
                    Stream.concat(present(old).stream(), added.stream()).toList();
            return present(edited).equals(expected)
                    && withoutServers(file, text, vendor).equals(withoutServers(file, after, vendor));
        } catch (InputException e) {
            return false;
        }
    }

    /** All that a text says besides the servers of the vendor. */
    private static Object withoutServers(String file, String text, Id vendor) {
        return data(YamlValue.parse(file, text), List.of("vendors", vendor.value(), SERVERS));
    }

    private static Object data(YamlValue value, List<String> leftOut) {
        if (value.isMap()) {
            Map<String, Object> map = new LinkedHashMap<>();
            value.map().entries().forEach((key, entry) -> {
                boolean onTheWay = !leftOut.isEmpty() && leftOut.getFirst().equals(key);
                if (!onTheWay || leftOut.size() > 1) {
                    map.put(key, data(entry, onTheWay ? leftOut.subList(1, leftOut.size()) : List.of()));
                }
            });
            return List.copyOf(map.entrySet());
        }
        if (value.isList()) {
            return value.list().stream().map(item -> data(item, List.of())).toList();
        }
        return value.isNull() ? Optional.empty() : value.text();
    }
}
