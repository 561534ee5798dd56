package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Catalog;
import org.sallyport.core.catalog.CatalogText;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Document;
import org.sallyport.core.catalog.Endpoint;

class PageFormatsTest {

    @ParameterizedTest
    @CsvSource({"en.txt, en", "fr.txt, fr", "en.html, en", "fr.html, fr", "en.md, en"})
    void statesTheSameInEveryLanguageAndFormat(String file, String language) {
        ImportReport report = Project.imported(file, Project.fixture(file));
        Catalog catalog = report.draft().catalog();

        assertThat(Project.facts(catalog)).isEqualTo(Project.facts(Project.shipped()));
        assertThat(report.changes().isEmpty()).isTrue();
        assertThat(report.changes().sameText()).isFalse();
        assertThat(report.unread()).isEmpty();
        assertThat(catalog.documents().getFirst().language()).isEqualTo(language);
        assertThat(catalog.regions()).isEqualTo(Project.shipped().regions());
        assertThat(catalog.advice()).extracting(advice -> advice.text()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"en.txt", "fr.txt", "en.html", "fr.html", "en.md"})
    void keepsTheRegionsAndPortsOfEveryEntry(String file) {
        Catalog catalog = Project.imported(file, Project.fixture(file)).draft().catalog();

        assertThat(catalog.features())
                .flatExtracting(feature ->
                        feature.endpoints().map(PageFormatsTest::withoutPlace).toList())
                .containsExactlyElementsOf(Project.shipped().features().stream()
                        .flatMap(feature -> feature.endpoints().map(PageFormatsTest::withoutPlace))
                        .toList());
    }

    private static String withoutPlace(Endpoint endpoint) {
        return endpoint.host() + " " + endpoint.ports() + " " + endpoint.region();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en.txt", "en.html", "en.md"})
    void writesACatalogThatCanBeReadAgain(String file) {
        String text = CatalogText.write(
                Project.imported(file, Project.fixture(file)).draft().catalog());

        assertThat(CatalogText.write(CatalogYaml.read(file, text))).isEqualTo(text);
    }

    @Test
    void namesTheLineOfTheFile() {
        String[] lines = new String(Project.fixture("en.html"), StandardCharsets.UTF_8).split("\n", -1);
        Catalog catalog =
                Project.imported("en.html", Project.fixture("en.html")).draft().catalog();

        assertThat(catalog.features())
                .flatExtracting(feature -> feature.endpoints().toList())
                .allSatisfy(endpoint -> assertThat(lines[endpoint.from().line() - 1])
                        .contains(endpoint.host().toString()));
    }

    @Test
    void knowsAnUnchangedPageByItsBytesAndKeepsItsRecord() {
        byte[] page = Project.fixture("en.txt");
        Catalog first = Project.imported("en.txt", page).draft().catalog();
        PageImport.Details later = new PageImport.Details(
                Optional.empty(), Optional.of("de"), Optional.of("https://example.com/"), Project.DAY.plusYears(1));

        ImportReport again = Project.IMPORT.read("renamed", page, later, Optional.of(first));

        assertThat(CatalogText.write(again.draft().catalog())).isEqualTo(CatalogText.write(first));
        assertThat(again.changes().isEmpty()).isTrue();
        assertThat(again.changes().sameText()).isTrue();
    }

    @Test
    void keepsTheAddressOfAPageThatHasChanged() {
        Catalog first = Project.shipped();
        Document record = Project.imported("fr.txt", Project.fixture("fr.txt"))
                .draft()
                .catalog()
                .documents()
                .getFirst();

        assertThat(record.id()).isEqualTo(first.documents().getFirst().id());
        assertThat(record.address()).isEqualTo(first.documents().getFirst().address());
        assertThat(record.read()).isEqualTo(Project.DAY);
        assertThat(record.title()).isEqualTo("Domaines et ports à ouvrir");
    }

    @Test
    void tellsFormatsByWhatTheTextShowsBeforeTheNameOfTheFile() {
        assertThat(PageFormat.of("page.txt", "\n<!doctype HTML><p>")).isEqualTo(PageFormat.HTML);
        assertThat(PageFormat.of("page.txt", "<!-- saved -->\n<html>")).isEqualTo(PageFormat.HTML);
        assertThat(PageFormat.of("page.HTM", "<p>a</p>")).isEqualTo(PageFormat.HTML);
        assertThat(PageFormat.of("page", "# Domains\n\ntext")).isEqualTo(PageFormat.MARKDOWN);
        assertThat(PageFormat.of("page.md", "text")).isEqualTo(PageFormat.MARKDOWN);
        assertThat(PageFormat.of("page.txt", "Domains\n\n<- here")).isEqualTo(PageFormat.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void readsTextWithAByteOrderMark(String charset) {
        byte[] bytes = ("\ufeff" + Project.english()).getBytes(Charset.forName(charset));

        assertThat(Project.facts(Project.imported("en.txt", bytes).draft().catalog()))
                .isEqualTo(Project.facts(Project.shipped()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void readsTheLineEndsOfEverySystem(String end) {
        ImportReport report = Project.imported("en.txt", Project.english().replace("\n", end));

        assertThat(report.changes().isEmpty()).isTrue();
        assertThat(report.draft().catalog().features().getFirst().from().line()).isEqualTo(9);
    }
}
