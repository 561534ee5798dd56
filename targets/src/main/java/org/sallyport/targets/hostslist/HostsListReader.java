package org.sallyport.targets.hostslist;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;

/** Reads lists of names, by the definition in the README beside this file. */
final class HostsListReader {

    static final int MOST_LINES = 50_000;

    private final List<Line> lines = new ArrayList<>();
    private final List<HostPattern> patterns = new ArrayList<>();
    private final List<NameSet> wide = new ArrayList<>();
    private final Map<HostPattern, String> places = new HashMap<>();

    private HostsListReader() {}

    static Reading read(DeviceFiles files) {
        HostsListReader reader = new HostsListReader();
        files.texts().forEach(reader::read);
        reader.wide.add(NameSet.of(reader.patterns));
        return Reading.exact(reader.lines, Permits.everywhere(NameSet.union(reader.wide)));
    }

    private void read(String file, String text) {
        int begin = 0;
        for (int number = 1; begin < text.length(); number++) {
            if (lines.size() == MOST_LINES) {
                throw new InputException(
                        Text.of("%s has more than %s lines", "%s a plus de %s lignes", file, MOST_LINES),
                        Text.of("split the list", "partagez la liste"));
            }
            int end = text.indexOf('\n', begin);
            end = end < 0 ? text.length() : end;
            int content = end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.add(line(file, number, text.substring(begin, content)));
            begin = end + 1;
        }
    }

    private Line line(String file, int number, String text) {
        boolean mark = number == 1 && text.startsWith("\uFEFF");
        int comment = text.indexOf('#');
        String entry = blanksOff(text.substring(mark ? 1 : 0, comment < 0 ? text.length() : comment));
        if (entry.isEmpty()) {
            return Line.of(file, number, text, Line.State.IRRELEVANT);
        }
        Optional<NameSet> everybody = beyondPatterns(entry);
        if (everybody.isPresent()) {
            wide.add(everybody.get());
            return Line.about(file, number, text, everybody.get());
        }
        try {
            HostPattern pattern = HostPattern.parse(entry);
            if (pattern instanceof HostPattern.Glob) {
                return Line.of(file, number, text, Line.State.WRONG, STAR);
            }
            patterns.add(pattern);
            Optional<Text> remark = Optional.ofNullable(places.putIfAbsent(pattern, file + ":" + number))
                    .map(first -> Text.of("stands in %s already", "figure déjà en %s", first))
                    .or(() -> pattern.toString().equals(entry) ? Optional.empty() : Optional.of(readAs(pattern)))
                    .or(() -> mark ? Optional.of(MARK) : Optional.empty());
            return new Line(file, number, text, Line.State.UNDERSTOOD, NameSet.of(pattern), remark);
        } catch (InputException e) {
            return Line.of(
                    file,
                    number,
                    text,
                    Line.State.WRONG,
                    Lookalike.of(entry).map(Lookalike::remark).orElse(e.what()));
        }
    }

    /** What is wider than a document may be, but a list can say all the same: {@code *} and {@code *.com}. */
    private static Optional<NameSet> beyondPatterns(String entry) {
        if (entry.equals("*")) {
            return Optional.of(NameSet.all());
        }
        return entry.matches("\\*\\.[A-Za-z][A-Za-z0-9-]{0,62}")
                ? HostExpression.tryParse("\\." + entry.substring(2) + "$", EnumSet.of(HostExpression.Flag.IGNORE_CASE))
                        .map(HostExpression::names)
                : Optional.empty();
    }

    private static String blanksOff(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static Text readAs(HostPattern pattern) {
        return Text.of(
                "read as %s; a product that compares letters will not find it",
                "lu comme %s ; un produit qui compare les caractères ne le trouvera pas", pattern);
    }

    private static final Text STAR = Text.of(
            "a star stands for whole labels in front only: *.example.com",
            "une étoile ne remplace que des étiquettes entières au début : *.example.com");
    private static final Text MARK = Text.of(
            "a byte order mark stands before it; many products take it for a part of the name",
            "une marque d'ordre des octets le précède ; beaucoup de produits la prennent pour une partie du nom");
}
