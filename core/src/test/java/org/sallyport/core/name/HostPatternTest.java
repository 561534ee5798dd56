package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;

class HostPatternTest {

    @ParameterizedTest
    @CsvSource({
        "D1.sophosupd.com.,        d1.sophosupd.com,         Exact, d1.sophosupd.com",
        "localhost,                localhost,                Exact, localhost",
        "*.Sophos.com,             *.sophos.com,             Below, sophos.com",
        "*.sophos.com.,            *.sophos.com,             Below, sophos.com",
        "*.b\u00fccher.example,    *.xn--bcher-kva.example,  Below, xn--bcher-kva.example",
        "tf-*-b.s3.amazonaws.com,  tf-*-b.s3.amazonaws.com,  Glob,  s3.amazonaws.com",
        "*.*.example.com,          *.*.example.com,          Glob,  example.com",
        "a.*.example.com,          a.*.example.com,          Glob,  example.com",
        "*a.b\u00fccher.example,   *a.xn--bcher-kva.example, Glob,  xn--bcher-kva.example",
        "b\u00fccher.*.a.example,  xn--bcher-kva.*.a.example, Glob, a.example"
    })
    void readsWhatDocumentsWrite(String text, String canonical, String form, String suffix) {
        HostPattern pattern = HostPattern.parse(text);

        assertThat(pattern).hasToString(canonical);
        assertThat(pattern.getClass().getSimpleName()).isEqualTo(form);
        assertThat(pattern.suffix()).isEqualTo(HostName.parse(suffix));
        assertThat(pattern.isWildcard()).isEqualTo(!form.equals("Exact"));
        assertThat(HostPattern.parse(pattern.toString())).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*.com",
                "*.*",
                "*.*.com",
                "a*.com",
                "*a",
                "www.*",
                "www.example.*",
                "example.*.com",
                "**.example.com",
                "a**b.example.com",
                "*..example.com",
                ".*.example.com",
                "-*.example.com",
                "*-.example.com",
                "a.*.-b.example.com",
                "*.example.com..",
                "*.1.2.3.4",
                "*.0.0.1",
                "a*.b.7",
                "*.exa mple.com",
                "*.example.com:443",
                "https://*.example.com",
                "*.example.com/",
                "\u00fc*.example.com",
                "*.a\u0000.com",
                "*.xn--a.com",
                "xn--a.*.example.com"
            })
    void refusesWhatNoDocumentMeans(String text) {
        assertThat(HostPattern.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> HostPattern.parse(text)).isInstanceOf(InputException.class);
    }

    @Test
    void saysThatAPatternIsTooWide() {
        assertThatThrownBy(() -> HostPattern.parse("*.com")).isInstanceOfSatisfying(InputException.class, refusal -> {
            assertThat(refusal.what().in(Locale.ENGLISH)).contains("\"*.com\" is too wide");
            assertThat(refusal.what().in(Locale.FRENCH)).contains("trop large");
            assertThat(refusal.repair().in(Locale.ENGLISH)).contains("*.example.com");
        });
    }

    @Test
    void keepsToTheLimitsOfLabelsAndNames() {
        String label63 = "a".repeat(63);
        String suffix = String.join(".", label63, label63, label63, "a".repeat(56));

        assertThat(HostPattern.tryParse("*." + "a".repeat(62) + "*.example.com"))
                .isPresent();
        assertThat(HostPattern.tryParse("*." + label63 + "*.example.com")).isEmpty();
        assertThat(HostPattern.tryParse("abc*." + suffix)).isPresent();
        assertThat(HostPattern.tryParse("abcd*." + suffix)).isEmpty();
        assertThat(HostPattern.tryParse("*".repeat(1_000_000))).isEmpty();
        assertThat(HostPattern.tryParse("*.".repeat(100_000) + "example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "d1.sophosupd.com, d1.sophosupd.com,         true",
        "d1.sophosupd.com, x.d1.sophosupd.com,       false",
        "d1.sophosupd.com, sophosupd.com,            false",
        "d1.sophosupd.com, xd1.sophosupd.com,        false",
        "*.sophos.com,     www.sophos.com,           true",
        "*.sophos.com,     a.b.c.sophos.com,         true",
        "*.sophos.com,     sophos.com,               false",
        "*.sophos.com,     evilsophos.com,           false",
        "*.sophos.com,     www.sophos.com.evil.test, false",
        "tf-*-b.example.com, tf--b.example.com,      true",
        "tf-*-b.example.com, tf-1-2-b.example.com,   true",
        "tf-*-b.example.com, tf-b.example.com,       false",
        "tf-*-b.example.com, tf-1.2-b.example.com,   false",
        "tf-*-b.example.com, a.tf-1-b.example.com,   false",
        "*a.example.com,   a.example.com,            true",
        "*a.example.com,   b.a.example.com,          false",
        "*.*.example.com,  a.example.com,            false",
        "*.*.example.com,  a.b.example.com,          true",
        "*.*.example.com,  a.b.c.example.com,        true",
        "a.*.example.com,  a.b.example.com,          true",
        "a.*.example.com,  a.b.c.example.com,        false",
        "a.*.example.com,  a.example.com,            false",
        "*.a*.example.com, x.y.ab.example.com,       true",
        "*.a*.example.com, ab.example.com,           false",
        "*.a*.example.com, ab.x.example.com,         false",
        "*a*b*a*.example.com, xaxbxax.example.com,   true",
        "*a*b*a*.example.com, xbxaxb.example.com,    false",
        "xn*.example.com,  xn--bcher-kva.example.com, true"
    })
    void standsForExactlyTheseNames(String pattern, String name, boolean matches) {
        assertThat(HostPattern.parse(pattern).matches(HostName.parse(name))).isEqualTo(matches);
    }

    @Test
    void hasOneFormForOneMeaning() {
        LabelGlob any = LabelGlob.ANY;
        LabelGlob example = new LabelGlob("example");
        LabelGlob com = new LabelGlob("com");

        assertThatThrownBy(() -> new HostPattern.Glob(List.of(any, example, com)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HostPattern.Glob(List.of(example, com)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HostPattern.Below(HostName.parse("com"))).isInstanceOf(InputException.class);
    }

    @Test
    void comparesAHostileLabelInBoundedTime() {
        HostPattern pattern = HostPattern.parse("*a".repeat(31) + "*.example.com");
        HostName name = HostName.parse("a".repeat(30) + "b".repeat(33) + ".example.com");

        assertThat(pattern.matches(name)).isFalse();
        assertThat(HostMatcher.of(List.of(pattern)).matches(name)).isFalse();
    }

    @Test
    void sortsByText() {
        assertThat(HostPattern.parse("*.b.example")).isLessThan(HostPattern.parse("a.b.example"));
    }
}
