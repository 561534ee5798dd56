package org.sallyport.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void backToTheLocale() {
        Locale.setDefault(locale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme-paris", "eu-west-1", "4", "a--b"})
    void isAShortNameThatCanBeAFile(String text) {
        assertThat(Id.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-a",
                "a-",
                "A",
                "a b",
                "a_b",
                "a.b",
                "..",
                "../x",
                "a/b",
                "a\\b",
                "c:",
                "é",
                "a\nb",
                "\u001b[31m",
                "١"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Id.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no short name");
    }

    @Test
    void hasAtMost63Characters() {
        assertThat(Id.parse("a".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> Id.parse("a".repeat(64))).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Acme Paris, acme-paris",
        "../etc/passwd, etc-passwd",
        "-x-, x",
        "---, acme-paris",
        "ISTANBUL, istanbul",
    })
    void isProposedInItsRightForm(String wrong, String right) {
        Locale.setDefault(Locale.of("tr", "TR"));

        assertThatThrownBy(() -> Id.parse(wrong)).hasMessageEndingWith("; write it like " + right);
    }

    @Test
    void repeatsNoMegabytesInItsError() {
        assertThatThrownBy(() -> Id.parse("-".repeat(10_000_000) + "A"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void isSortedByItsLetters() {
        assertThat(Id.parse("a-b")).isLessThan(Id.parse("ab"));
    }
}
