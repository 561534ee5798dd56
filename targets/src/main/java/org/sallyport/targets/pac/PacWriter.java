package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code proxy.pac}, in the JavaScript of 1999 (ES3), which every engine runs, and in ASCII. */
final class PacWriter {

    private static final String CHARACTERS = "[a-z0-9_-]";

    private PacWriter() {}

    static Rendering write(Pac target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection);
        Answer allowed = answer(device, Pac.ALLOWED);
        Answer otherwise = answer(device, Pac.OTHERWISE);
        if (allowed.equals(otherwise)) {
            throw new InputException(
                    Text.of(
                            "device %s: the answers for allowed names and for all others are both \"%s\"",
                            "équipement %s : les réponses aux noms autorisés et à tous les autres sont « %s »",
                            device.name(),
                            allowed),
                    Text.of("give them different answers", "donnez-leur des réponses différentes"));
        }
        StringBuilder text = new StringBuilder();
        header(allowlist, device, selection)
                .forEach(line -> text.append(comment(line)).append('\n'));
        text.append("""
                function FindProxyForURL(url, host) {
                  var allowed = "%s";
                  var h = host.toLowerCase().replace(/\\.$/, "");
                """.formatted(allowed));
        list.entries()
                .forEach((host, rules) -> text.append("  if (")
                        .append(condition(host))
                        .append(") return allowed; ")
                        .append(comment(Comments.reasons(rules)))
                        .append('\n'));
        text.append("""
                  return "%s";
                }
                """.formatted(otherwise));
        return new Rendering(
                List.of(DeviceFiles.of(Pac.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static List<String> header(Allowlist allowlist, Device device, Selection selection) {
        List<String> lines = new ArrayList<>(List.of(
                "The ways out of " + allowlist.site().name() + ", for the device " + device.name()
                        + ". Written by Sallyport; what is changed by hand is lost.",
                "It tells a browser which way to go. It enforces nothing: a program that does not ask goes where it likes.",
                "It sees no ports: a name of the list gets the same answer at all of them.",
                "To install: serve it as application/x-ns-proxy-autoconfig and give browsers its address.",
                "To remove: take the address out of the browsers' settings, then the file from the server."));
        selection
                .concessions()
                .forEach(concession -> lines.add(
                        "Note: " + Comments.oneLine(concession.sentence().english())));
        return lines;
    }

    private static Answer answer(Device device, Capabilities.Option option) {
        try {
            return Answer.parse(option.of(device));
        } catch (InputException e) {
            String place = device.name() + ", " + option.name() + ": ";
            throw new InputException(
                    new Text(
                            "device " + place + e.what().english(),
                            "équipement " + place + e.what().french()),
                    e.repair());
        }
    }

    private static String condition(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact(HostName name) -> "h === \"" + name + "\"";
            case HostPattern.Below(HostName base) -> "dnsDomainIs(h, \"." + base + "\")";
            case HostPattern.Glob glob -> expression(glob.labels()) + ".test(h)";
        };
    }

    private static String expression(List<LabelGlob> labels) {
        String first = labels.getFirst().equals(LabelGlob.ANY)
                ? CHARACTERS + "+(\\." + CHARACTERS + "+)*"
                : label(labels.getFirst());
        return Stream.concat(Stream.of(first), labels.stream().skip(1).map(PacWriter::label))
                .collect(Collectors.joining("\\.", "/^", "$/"));
    }

    private static String label(LabelGlob label) {
        return label.equals(LabelGlob.ANY) ? CHARACTERS + "+" : label.text().replace("*", CHARACTERS + "*");
    }

    /** Engines read the file in whatever encoding they have; some would swallow the line break behind a half character. */
    private static String comment(String text) {
        StringBuilder ascii = new StringBuilder("// ");
        text.chars()
                .mapToObj(c -> c < 127 ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04x", c))
                .forEach(ascii::append);
        return ascii.toString();
    }
}
