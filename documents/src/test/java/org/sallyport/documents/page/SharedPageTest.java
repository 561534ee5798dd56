package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.CatalogDiff;
import org.sallyport.core.catalog.CatalogText;
import org.sallyport.core.catalog.Fact;

/** The vendor's page as it is kept beside the project, whole and with any one line gone. */
@EnabledIf("org.sallyport.documents.page.Project#hasSharedPage")
class SharedPageTest {

    private static final String FILE = "page.txt";

    @Test
    void givesTheShippedCatalogToTheByte() {
        ImportReport report = Project.imported(FILE, page());

        assertThat(CatalogText.write(report.draft().catalog())).isEqualTo(Project.text(Project.CATALOG));
        assertThat(report.changes().isEmpty()).isTrue();
        assertThat(report.unread()).isEmpty();
    }

    static IntStream lines() {
        return IntStream.rangeClosed(1, (int) page().lines().count());
    }

    @ParameterizedTest(name = "line {0}")
    @MethodSource("lines")
    void withoutOneLineLacksWhatThatLineStates(int line) {
        List<Fact> stated = Fact.of(Project.shipped()).stream()
                .filter(fact -> fact.from().line() == line)
                .toList();
        ImportReport report = without(line);
        CatalogDiff changes = report.changes();

        if (stated.stream().anyMatch(fact -> fact.kind() == Fact.Kind.FEATURE)) {
            losesTheHeading(stated.getFirst().feature(), report);
            return;
        }
        assertThat(changes.added()).isEmpty();
        assertThat(changes.moved()).isEmpty();
        assertThat(texts(changes.removed()))
                .containsExactlyInAnyOrderElementsOf(
                        texts(Stream.concat(stated.stream(), answersTo(stated)).toList()));
        answersTo(stated)
                .forEach(answer -> assertThat(report.unread())
                        .extracting(Unread::line)
                        .contains(answer.from().line() - 1));
    }

    /** The answer to a request says nothing without it. */
    private static Stream<Fact> answersTo(List<Fact> stated) {
        return Fact.of(Project.shipped()).stream()
                .filter(answer -> answer.kind() == Fact.Kind.ANSWER)
                .filter(answer -> stated.stream()
                        .anyMatch(fact -> fact.kind() == Fact.Kind.CHECK
                                && answer.feature().equals(fact.feature())
                                && answer.text().startsWith(fact.text() + " answers ")));
    }

    private static void losesTheHeading(Id feature, ImportReport report) {
        CatalogDiff changes = report.changes();
        boolean first = Project.shipped().features().getFirst().id().equals(feature);
        List<Fact> inFeature = Fact.of(Project.shipped()).stream()
                .filter(fact -> fact.feature().equals(feature))
                .filter(fact -> fact.kind() != Fact.Kind.FEATURE && fact.kind() != Fact.Kind.CONDITION)
                .toList();

        assertThat(changes.removed())
                .filteredOn(fact -> fact.kind() == Fact.Kind.FEATURE)
                .extracting(Fact::feature)
                .containsExactly(feature);
        assertThat(report.unread())
                .filteredOn(unread -> unread.kind() == Unread.Kind.FEATURE)
                .hasSize(1);
        // what is known by standing under the heading is read as prose without it
        assertThat(changes.added()).allMatch(fact -> fact.kind() == Fact.Kind.PROSE);
        assertThat(changes.added()).hasSize((int) changes.removed().stream()
                .filter(is(Fact.Kind.CONDITION).or(is(Fact.Kind.ADVICE)))
                .count());
        if (first) {
            assertThat(changes.moved()).isEmpty();
            assertThat(changes.removed()).containsAll(inFeature);
            assertThat(report.unread())
                    .filteredOn(unread -> unread.kind() == Unread.Kind.HOST)
                    .extracting(Unread::text)
                    .containsExactlyElementsOf(inFeature.stream()
                            .sorted(Comparator.comparing(Fact::from))
                            .map(Fact::text)
                            .toList());
        } else {
            assertThat(changes.moved())
                    .extracting(CatalogDiff.Moved::before)
                    .containsAll(inFeature)
                    .hasSameSizeAs(inFeature);
            assertThat(changes.moved())
                    .allMatch(moved -> moved.before().kind() == moved.after().kind());
        }
    }

    private static Predicate<Fact> is(Fact.Kind kind) {
        return fact -> fact.kind() == kind;
    }

    private static List<String> texts(Collection<Fact> facts) {
        return facts.stream()
                .map(fact -> fact.kind() + " " + fact.feature() + " " + fact.text())
                .toList();
    }

    private static ImportReport without(int line) {
        List<String> lines = new ArrayList<>(page().lines().toList());
        lines.remove(line - 1);
        return Project.imported(FILE, String.join("\n", lines) + "\n");
    }

    private static String page() {
        return Project.text(Project.sharedPage().orElseThrow());
    }
}
