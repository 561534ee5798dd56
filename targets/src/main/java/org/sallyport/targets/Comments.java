package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.Visible;
import org.sallyport.core.site.Rule;

/** What device files say in their comments, before it is put into the device's notation. */
public final class Comments {

    private static final int LONGEST = 240;

    private Comments() {}

    /**
     * Why an entry is there: {@code sophos-central/edr fr:117, fr:118; site:12 ticket 1234}. At most 240 printable
     * characters on one line.
     */
    public static String reasons(Collection<Rule> rules) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (Rule rule : rules) {
            switch (rule.reason()) {
                case Rule.Documented(var vendor, var feature, var from) ->
                    places.computeIfAbsent(vendor + "/" + feature, _ -> new ArrayList<>())
                            .add(from.toString());
                case Rule.Discovered(var vendor, var feature) ->
                    places.computeIfAbsent(vendor + "/" + feature, _ -> new ArrayList<>())
                            .add("log");
                case Rule.Own own ->
                    places.computeIfAbsent(own.toString(), _ -> new ArrayList<>())
                            .add(own.text());
            }
        }
        List<String> reasons = new ArrayList<>();
        places.forEach((who, where) -> reasons.add(
                who + " " + String.join(", ", where.stream().distinct().toList())));
        return oneLine(String.join("; ", reasons));
    }

    /** The text without anything that could end a comment or change how it looks; at most 240 characters. */
    public static String oneLine(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
        StringBuilder printable = new StringBuilder();
        cut.codePoints().map(c -> Visible.is(c) ? c : '?').forEach(printable::appendCodePoint);
        return printable.toString().strip();
    }
}
