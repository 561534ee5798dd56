package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How a page is laid out as text says nothing: bullets, indents and wrapped sentences leave the facts as they are. */
class TextShapesTest {

    private static final Pattern ITEM = Pattern.compile("^( *)(?:-|\\d\\.) (.*)$");

    /**
     * A way to lay a page out.
     *
     * @param behind what stands between bullet and text
     * @param width at which sentences are wrapped
     */
    record Layout(String bullet, String indent, String behind, int width, int blanks, boolean endsMarked) {}

    @Provide
    Arbitrary<Layout> layouts() {
        return Combinators.combine(
                        Arbitraries.of("•", "-", "*", "+", "–", "◦", "▪", "1.", "12)", "a."),
                        Arbitraries.of("", " ", "  ", "\t", "\u00a0\u00a0", "        "),
                        Arbitraries.of(" ", "  ", "\t", "\u00a0", "\u202f \t"),
                        Arbitraries.integers().between(30, 200),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as(Layout::new);
    }

    @Property(tries = 150)
    void doesNotChangeWhatThePageStates(@ForAll("layouts") Layout layout) {
        String page = laidOut(layout);

        ImportReport report = Project.imported("en.txt", page);

        assertThat(Project.facts(report.draft().catalog())).isEqualTo(Project.facts(Project.shipped()));
        assertThat(report.unread()).isEmpty();
    }

    private static String laidOut(Layout layout) {
        List<String> lines = new ArrayList<>();
        boolean afterItem = false;
        for (String line : Project.english().lines().toList()) {
            Matcher item = ITEM.matcher(line);
            if (item.matches()) {
                // a list whose items stand apart is still one list
                if (afterItem) {
                    lines.addAll(List.of("", "").subList(0, layout.blanks));
                }
                String end = layout.endsMarked && item.group(2).matches("[^ ]+\\.(?:com|net|io)") ? ";" : "";
                lines.add(item.group(1) + layout.indent + layout.bullet + layout.behind + item.group(2) + end);
                afterItem = true;
            } else {
                afterItem = false;
                boolean sentence = line.endsWith(".") && !line.startsWith(" ");
                lines.addAll(sentence ? wrapped(line, layout.width) : List.of(line));
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> wrapped(String sentence, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + word.length() >= width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
