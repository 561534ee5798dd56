package org.sallyport.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void whatShowsAsNothingIsWrittenAsItsNumber() {
        assertThat(Visible.of("a\u0000b\u001bc\u009bd\u00ade")).isEqualTo("a\\u0000b\\u001bc\\u009bd\\u00ade");
        assertThat(Visible.of("\u2028\u2060\ufeff\ufffe\ue000")).isEqualTo("\\u2028\\u2060\\ufeff\\ufffe\\ue000");
        assertThat(Visible.of(Character.toString(0xe0041))).isEqualTo("\\u{e0041}");
    }

    @Test
    void whatTurnsTheReadingDirectionIsWrittenAsItsNumber() {
        assertThat(Visible.of("moc.live\u202e\u2066\u200f\u061c")).isEqualTo("moc.live\\u202e\\u2066\\u200f\\u061c");
    }

    @Test
    void halfAPairIsWrittenAsItsNumber() {
        assertThat(Visible.of("\ud83d half \ude00")).isEqualTo("\\ud83d half \\ude00");
    }

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(Visible.of("bücher « é » 漢字 😀 שלום")).isEqualTo("bücher « é » 漢字 😀 שלום");
    }
}
