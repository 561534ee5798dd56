package org.sallyport.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void backToTheLocale() {
        Locale.setDefault(locale);
    }

    @Test
    void isFrenchInEveryFrenchLocaleAndEnglishElsewhere() {
        Text text = Text.of("two", "deux");

        assertThat(text.in(Locale.FRENCH)).isEqualTo("deux");
        assertThat(text.in(Locale.CANADA_FRENCH)).isEqualTo("deux");
        assertThat(text.in(Locale.GERMAN)).isEqualTo("two");
        assertThat(text.in(Locale.ROOT)).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "fr-FR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void writesNumbersInOneWayWhateverTheLocale(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));

        assertThat(Text.of("%s of %d", "%s sur %d", 1234567, 1234567))
                .isEqualTo(new Text("1234567 of 1234567", "1234567 sur 1234567"));
    }

    @Test
    void takesPercentSignsOfValuesForWhatTheyAre() {
        assertThat(Text.of("\"%s\"", "« %s »", "%n%s%x").english()).isEqualTo("\"%n%s%x\"");
        assertThat(Text.of("100 %", "100 %").english()).isEqualTo("100 %");
    }

    @Test
    void errorSaysWhereWhatAndTheRepairInBothLanguages() {
        InputException error = new InputException(
                new Where("a.yaml", 3, 7), Text.of("found x", "trouvé x"), Text.of("write y", "écrivez y"));

        assertThat(error.sentence(Locale.ENGLISH)).isEqualTo("a.yaml:3:7: found x; write y");
        assertThat(error.sentence(Locale.FRENCH)).isEqualTo("a.yaml:3:7: trouvé x ; écrivez y");
        assertThat(error.at(Where.in("b.yaml")).where()).contains(new Where("a.yaml", 3, 7));
        assertThat(Where.in("a.yaml")).hasToString("a.yaml");
        assertThat(new Where("a.yaml", 3, 0)).hasToString("a.yaml:3");
    }
}
