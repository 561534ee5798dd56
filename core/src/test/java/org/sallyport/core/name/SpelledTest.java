package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpelledTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d1.example.com",
                "*.example.com",
                "tf-*-bucket.s3.example.com",
                "d*.example.com",
                "*-x.example.com",
                "a*b*c.example.com",
                "*.eu-*.example.org",
                "a.*.example.com"
            })
    void aPatternIsSpelledAsItself(String pattern) {
        Spelled spelled = Spelled.of(NameSet.of(HostPattern.parse(pattern)), 10);

        assertThat(spelled.rest().isEmpty()).isTrue();
        assertThat(NameSet.of(spelled.patterns()).isSubsetOf(NameSet.of(HostPattern.parse(pattern))))
                .isTrue();
        assertThat(spelled.patterns()).hasSizeLessThan(4);
    }

    @Test
    void aSubtreeIsANameAndTheNamesBelowIt() {
        NameSet subtree =
                new NameSetBuilder().subtree(HostName.parse("example.com")).build();

        assertThat(Spelled.of(subtree, 10).patterns())
                .containsExactlyInAnyOrderElementsOf(patterns("example.com", "*.example.com"));
        assertThat(Spelled.of(subtree, 10).rest().isEmpty()).isTrue();
    }

    @Test
    void theWidestWildcardStandsForThoseBelowIt() {
        Spelled spelled = Spelled.of(NameSet.of(patterns("*.a.example.com", "*.example.com", "b.example.net")), 10);

        assertThat(spelled.patterns()).containsExactlyInAnyOrderElementsOf(patterns("b.example.net", "*.example.com"));
    }

    @Test
    void whatNoPatternSpellsIsLeft() {
        assertThat(Spelled.of(NameSet.all(), 10).rest().isEmpty()).isFalse();
        NameSet oneLabel = NameSet.oneLabelBelow(HostName.parse("example.com"));
        assertThat(Spelled.of(oneLabel, 10).rest().isEmpty()).isFalse();
    }

    private static List<HostPattern> patterns(String... texts) {
        return Stream.of(texts).map(HostPattern::parse).toList();
    }
}
