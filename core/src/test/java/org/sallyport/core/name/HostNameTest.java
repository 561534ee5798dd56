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

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "d1.sophosupd.com,              d1.sophosupd.com",
        "D1.SophosUpd.COM,              d1.sophosupd.com",
        "d1.sophosupd.com.,             d1.sophosupd.com",
        "_dmarc.example.com,            _dmarc.example.com",
        "a--b.example,                  a--b.example",
        "1.example,                     1.example",
        "1.2.3.4.example,               1.2.3.4.example",
        "0x7f.example,                  0x7f.example",
        "example.0xyz,                  example.0xyz",
        "example.x1,                    example.x1",
        "localhost,                     localhost",
        "b\u00fccher.example,           xn--bcher-kva.example",
        "xn--bcher-kva.example,         xn--bcher-kva.example",
        "XN--BCHER-KVA.EXAMPLE,         xn--bcher-kva.example",
        "fa\u00df.example,              xn--fa-hia.example",
        "\u4f8b\u3048.\u30c6\u30b9\u30c8, xn--r8jz45g.xn--zckzah"
    })
    void bringsANameIntoCanonicalForm(String text, String canonical) {
        assertThat(HostName.parse(text)).hasToString(canonical);
        assertThat(HostName.parse(canonical)).isEqualTo(HostName.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..allowed.example",
                ".allowed.example",
                "allowed.example..",
                "-a.example",
                "a-.example",
                "a.-",
                "[allowed.example]",
                "*.allowed.example",
                "*",
                "allowed.example:443",
                "allowed.example/",
                "user@allowed.example",
                "evil.test#@allowed.example",
                "allowed.example\\evil",
                "allowed.example%00.evil.test",
                "allowed.example\u0000.evil.test",
                "allowed.example\t.evil.test",
                "allowed.example\r.evil.test",
                "allowed.example\n.evil.test",
                "allowed.example\u000b.evil.test",
                "allowed.example\u0085.evil.test",
                "allo\u00adwed.example",
                "allo\u200dwed.example",
                "allo\u200bwed.example",
                "allowed\u3002example",
                "allowed\uff0eexample",
                "\uff41llowed.example",
                "\u212aelvin.example",
                "allowed.example ",
                " allowed.example",
                "B\u00dcCHER.example",
                "\u0130stanbul.example",
                "a\u0301.example",
                "\ud800.example"
            })
    void refusesWhatIsNoName(String text) {
        assertThat(HostName.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> HostName.parse(text)).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--",
                "xn--.example",
                "xn--a.example",
                "xn---.example",
                "xn--bcher-kva-.example",
                "xn--a-.example",
                "xn--80ak6aa92f\u00e4.example",
                "xn--0.example",
                "xn--ls8h-.example",
                "xn--kxae4bafwg.xn--"
            })
    void refusesIllFormedPunycode(String text) {
        assertThat(HostName.tryParse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0X7F000001",
                "0177.0.0.1",
                "010.0.0.1",
                "0",
                "00",
                "0x",
                "1.2.3.4.",
                "0.0.0.0",
                "127.0.0.1.",
                "255.255.255.255",
                "169.254.169.254",
                "example.0x7f",
                "example.1",
                "example.09",
                "::1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "::ffff:127.0.0.1",
                "[fe80::1%25eth0]",
                "[64:ff9b::7f00:1]",
                "[fd00:ec2::254]",
                "::",
                "1:2:3:4:5:6:7:8"
            })
    void refusesAddressesInEverySpelling(String text) {
        assertThat(HostName.tryParse(text)).isEmpty();
    }

    @Test
    void keepsToTheLimitsOfLabelsAndNames() {
        String label63 = "a".repeat(63);
        String name253 = String.join(".", label63, label63, label63, "a".repeat(61));

        assertThat(HostName.tryParse(label63 + ".example")).isPresent();
        assertThat(HostName.tryParse("a" + label63 + ".example")).isEmpty();
        assertThat(name253).hasSize(253);
        assertThat(HostName.tryParse(name253)).isPresent();
        assertThat(HostName.tryParse(name253 + ".")).isPresent();
        assertThat(HostName.tryParse("a." + name253)).isEmpty();
        assertThat(HostName.tryParse(name253 + "a")).isEmpty();
        assertThat(HostName.tryParse("a".repeat(1_000_000))).isEmpty();
        assertThat(HostName.tryParse("a.".repeat(1_000_000))).isEmpty();
        // 63 octets is the limit of the xn-- form, not of the letters
        assertThat(HostName.tryParse("\u00fc" + "a".repeat(55) + ".example")).isPresent();
        assertThat(HostName.tryParse("\u00fc" + "a".repeat(60) + ".example")).isEmpty();
    }

    @Test
    void hasOnlyOneFormForAName() {
        assertThat(new HostName("d1.sophosupd.com")).isEqualTo(HostName.parse("D1.sophosupd.com."));
        for (String text : List.of("D1.sophosupd.com", "d1.sophosupd.com.", "b\u00fccher.example", "", "a..b")) {
            assertThatThrownBy(() -> new HostName(text)).isInstanceOf(InputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "lt-LT", "fr-FR", "th-TH-u-nu-thai"})
    void doesNotDependOnTheLocale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));

            assertThat(HostName.parse("LIVE-TERMINAL.SOPHOS.COM.")).hasToString("live-terminal.sophos.com");
            assertThat(HostName.parse("XN--BCHER-KVA.EXAMPLE")).hasToString("xn--bcher-kva.example");
            assertThat(HostPattern.parse("*.LIVE-I*.SOPHOS.COM")).hasToString("*.live-i*.sophos.com");
            assertThat(HostName.tryParse("l\u0131ve.sophos.com").map(HostName::value))
                    .contains("xn--lve-jua.sophos.com");
            assertThat(HostName.tryParse("L\u0130VE.sophos.com")).isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void saysWhatIsWrongAndHowToRepairItInTwoLanguages() {
        assertThatThrownBy(() -> HostName.parse("127.1")).isInstanceOfSatisfying(InputException.class, refusal -> {
            assertThat(refusal.sentence(Locale.ENGLISH))
                    .isEqualTo(
                            "\"127.1\" is no host name: it is an address or ends like one; give the name, not the address");
            assertThat(refusal.sentence(Locale.FRENCH))
                    .isEqualTo(
                            "\u00ab 127.1 \u00bb n'est pas un nom d'h\u00f4te : c'est une adresse, ou sa fin en est une ; donnez le nom, pas l'adresse");
        });
        assertThatThrownBy(() -> HostName.parse("a\u001b.example")).hasMessageContaining("U+001B");
        assertThatThrownBy(() -> HostName.parse("b".repeat(5_000))).message().hasSizeLessThan(300);
    }

    @Test
    void knowsItsLabelsAndItsParent() {
        HostName name = HostName.parse("a.b.example");

        assertThat(name.labels()).containsExactly("a", "b", "example");
        assertThat(name.parent()).contains(HostName.parse("b.example"));
        assertThat(HostName.parse("example").parent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "www.sophos.com,       sophos.com, true",
        "a.b.sophos.com,       sophos.com, true",
        "sophos.com,           sophos.com, false",
        "evilsophos.com,       sophos.com, false",
        "sophos.com.evil.test, sophos.com, false",
        "com,                  sophos.com, false",
        "www.sophos.com,       com,        true"
    })
    void isBelowANameAtADotOnly(String name, String base, boolean below) {
        assertThat(HostName.parse(name).isBelow(HostName.parse(base))).isEqualTo(below);
    }

    @Test
    void sortsByText() {
        assertThat(List.of(HostName.parse("b.example"), HostName.parse("a.example")))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
}
