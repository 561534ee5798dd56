package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogDiffTest {

    private static final String ONE = """
                hosts:
                  - { host: a.example.com, line: 4 }
                  - { host: b.example.com, line: 5 }
              - id: two
                name: Two
                line: 6
                hosts:
                  - { host: c.example.com, line: 7 }
            """;

    @Test
    void findsNothingBetweenACatalogAndItself() {
        CatalogDiff diff = between(ONE, ONE);

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.sameText()).isTrue();
    }

    @Test
    void findsNothingWhereOnlyLinesChanged() {
        assertThat(between(ONE, ONE.replace("line: ", "line: 1")).isEmpty()).isTrue();
    }

    @Test
    void findsWhatWasAddedAndWhatWasRemoved() {
        CatalogDiff diff = between(ONE, ONE.replace("a.example.com", "d.example.com"));

        assertThat(diff.removed()).extracting(Fact::text).containsExactly("a.example.com");
        assertThat(diff.added()).extracting(Fact::text).containsExactly("d.example.com");
        assertThat(diff.moved()).isEmpty();
    }

    @Test
    void findsAnEntryThatMovedToAnotherFeature() {
        String moved = ONE.replace("      - { host: b.example.com, line: 5 }\n", "")
                + "      - { host: b.example.com, line: 8 }\n";
        CatalogDiff diff = between(ONE, moved);

        assertThat(diff.added()).isEmpty();
        assertThat(diff.removed()).isEmpty();
        assertThat(diff.moved()).hasSize(1);
        assertThat(diff.moved().getFirst().before().feature().value()).isEqualTo("one");
        assertThat(diff.moved().getFirst().after().feature().value()).isEqualTo("two");
    }

    @Test
    void findsAnEntryThatMovedToAnotherForm() {
        String before = ONE + "    wildcards:\n      - { host: \"*.example.com\", line: 9 }\n";
        String after = ONE + "      - { host: \"*.example.com\", line: 9 }\n";
        CatalogDiff diff = between(before, after);

        assertThat(diff.moved()).hasSize(1);
        assertThat(diff.moved().getFirst().before().kind()).isEqualTo(Fact.Kind.WILDCARD);
        assertThat(diff.moved().getFirst().after().kind()).isEqualTo(Fact.Kind.HOST);
    }

    @Test
    void countsAnEntryThatStandsTwice() {
        String twice = ONE + "      - { host: c.example.com, line: 8 }\n";

        assertThat(between(twice, ONE).removed()).extracting(Fact::text).containsExactly("c.example.com");
        assertThat(between(ONE, twice).added()).extracting(Fact::text).containsExactly("c.example.com");
    }

    @Test
    void findsAnEntryWhosePortsChanged() {
        String ports = ONE.replace("a.example.com, line", "a.example.com, ports: [8443], line");
        CatalogDiff diff = between(ONE, ports);

        assertThat(diff.removed()).extracting(Fact::text).containsExactly("a.example.com");
        assertThat(diff.added()).extracting(Fact::text).containsExactly("a.example.com 8443");
    }

    @Test
    void findsTheSentenceThatChanged() {
        CatalogDiff diff = CatalogDiff.between(
                prose("1:aaaaaaaa", "2:bbbbbbbb", "3:cccccccc"), prose("1:aaaaaaaa", "9:bbbbbbbb", "3:dddddddd"));

        assertThat(diff.removed()).extracting(Fact::text).containsExactly("cccccccc");
        assertThat(diff.added()).extracting(Fact::text).containsExactly("dddddddd");
        assertThat(diff.sameText()).isTrue();
    }

    @Test
    void comparesNoSentencesOfAnotherText() {
        CatalogDiff diff = CatalogDiff.between(
                prose("1:aaaaaaaa", "2:bbbbbbbb", "3:cccccccc"), prose("1:aaaaaaaa", "2:dddddddd", "3:eeeeeeee"));

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.sameText()).isFalse();
    }

    @Test
    void comparesTheSentencesOfATextThatWasCutDown() {
        CatalogDiff diff =
                CatalogDiff.between(prose("1:aaaaaaaa", "2:bbbbbbbb", "3:cccccccc", "4:dddddddd"), prose("1:aaaaaaaa"));

        assertThat(diff.removed()).hasSize(3);
        assertThat(diff.sameText()).isTrue();
    }

    private static CatalogDiff between(String before, String after) {
        return CatalogDiff.between(catalog(Samples.HEAD + before), catalog(Samples.HEAD + after));
    }

    private static Catalog prose(String... lines) {
        String prose = "    prose: [\"" + String.join("\", \"", lines) + "\"]\nregions";
        return catalog(Samples.HEAD.replace("regions", prose) + ONE);
    }

    private static Catalog catalog(String text) {
        return CatalogYaml.read("test.yaml", text);
    }
}
