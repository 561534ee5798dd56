package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void controlCharactersBecomeVisible() {
        assertThat(Printable.line("a\r\nb\tc\u0000d\u001b[2Je\u009b"))
                .isEqualTo("a\\u000d\\u000ab\\u0009c\\u0000d\\u001b[2Je\\u009b");
    }

    @Test
    void charactersThatTurnTheReadingDirectionBecomeVisible() {
        assertThat(Printable.line("moc.live\u202e\u2066\u200b")).isEqualTo("moc.live\\u202e\\u2066\\u200b");
    }

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(Printable.line("bücher « é » 漢字 😀")).isEqualTo("bücher « é » 漢字 😀");
        assertThat(Printable.line("half \ud83d")).isEqualTo("half \\ud83d");
    }

    @Test
    void aFieldThatASpreadsheetWouldCalculateIsText() {
        assertThat(Printable.csv("=cmd()")).isEqualTo("'=cmd()");
        assertThat(Printable.csv("+1")).isEqualTo("'+1");
        assertThat(Printable.csv("-1")).isEqualTo("'-1");
        assertThat(Printable.csv("@x")).isEqualTo("'@x");
        assertThat(Printable.csv("*.sophos.com")).isEqualTo("*.sophos.com");
    }

    @Test
    void aFieldWithAQuoteOrACommaIsQuoted() {
        assertThat(Printable.csv("80,443")).isEqualTo("\"80,443\"");
        assertThat(Printable.csv("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
    }
}
