package org.sallyport.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("endpoint", "ad-sync", "edr", "mtr");

    @Test
    void wordIsTheOneWithTheFewestLettersToChange() {
        assertThat(Nearest.to("endpiont", KNOWN)).contains("endpoint");
        assertThat(Nearest.to("adsync", KNOWN)).contains("ad-sync");
        assertThat(Nearest.to("er", KNOWN)).contains("edr");
    }

    @Test
    void wordIsNoneWhereAllAreFar() {
        assertThat(Nearest.to("squid", KNOWN)).isEmpty();
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }

    @Test
    void wordIsTheFirstInTheAlphabetWhereTwoAreEquallyNear() {
        assertThat(Nearest.to("xdr", List.of("mdr", "edr"))).contains("edr");
    }

    @Test
    void repairNamesTheNearestAndAllOthers() {
        Text repair = Nearest.repair("endpoin", KNOWN);

        assertThat(repair.in(Locale.ENGLISH))
                .isEqualTo("did you mean \"endpoint\"? Known are: ad-sync, edr, endpoint, mtr");
        assertThat(repair.in(Locale.FRENCH))
                .isEqualTo("vouliez-vous dire « endpoint » ? Sont connus : ad-sync, edr, endpoint, mtr");
        assertThat(Nearest.repair("squid", KNOWN).in(Locale.ENGLISH))
                .isEqualTo("known are: ad-sync, edr, endpoint, mtr");
    }

    @Test
    void megabyteOfAWordIsNearToNothing() {
        assertThat(Nearest.to("e".repeat(20_000_000), KNOWN)).isEmpty();
    }

    @Property
    void distanceIsAMetric(
            @ForAll @AlphaChars @StringLength(max = 8) String a,
            @ForAll @AlphaChars @StringLength(max = 8) String b,
            @ForAll @AlphaChars @StringLength(max = 8) String c) {
        assertThat(Nearest.distance(a, a)).isZero();
        assertThat(Nearest.distance(a, b)).isEqualTo(Nearest.distance(b, a));
        assertThat(Nearest.distance(a, c)).isLessThanOrEqualTo(Nearest.distance(a, b) + Nearest.distance(b, c));
        assertThat(Nearest.distance(a, b))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }

    @Test
    void distanceCountsInsertingDeletingAndReplacing() {
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("abc", "ac")).isEqualTo(1);
        assertThat(Nearest.distance("abc", "axc")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
