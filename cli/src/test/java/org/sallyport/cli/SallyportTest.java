package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SallyportTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @Test
    void aMissingCommandIsAUsageError() {
        Ran ran = sallyport();

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("a command is missing").contains("--help");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearestOne() {
        Ran ran = sallyport("plann", PARIS);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--colour", "--formt=json"})
    void anUnknownOptionIsAUsageError(String option) {
        assertThat(sallyport("plan", PARIS, option).status()).isEqualTo(2);
    }

    @Test
    void anUnknownFormatIsAUsageErrorThatNamesTheKnownOnes() {
        Ran ran = sallyport("plan", PARIS, "--format", "xml");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .containsIgnoringCase("table")
                .containsIgnoringCase("json")
                .containsIgnoringCase("csv");
    }

    @Test
    void aMissingFileIsNamedWithTheRepair() {
        Ran ran = sallyport("plan", "no-such-site.yaml");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("no-such-site.yaml: there is no such file; check the path\n");
    }

    @Test
    void helpAndVersionAreResults() {
        assertThat(sallyport("--help").status()).isZero();
        assertThat(sallyport("--help").out()).contains("render").contains("Examples:");
        assertThat(sallyport("--version").out()).startsWith("sallyport ");
    }

    @Test
    void messagesFollowTheLocaleUnlessALanguageIsGiven() {
        assertThat(sallyport(Map.of(), Locale.FRANCE, "plan", "x.yaml").err()).contains("ce fichier n'existe pas");
        assertThat(sallyport(Map.of(), Locale.FRANCE, "plan", "x.yaml", "--lang", "en")
                        .err())
                .contains("there is no such file");
        assertThat(sallyport("plan", "x.yaml", "--lang=fr").err()).contains("ce fichier n'existe pas");
        assertThat(sallyport("plan", "x.yaml", "--lang", "de").status()).isEqualTo(2);
    }

    @Test
    void aTurkishLocaleChangesNothingButTheLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            Ran turkish = sallyport(Map.of(), Locale.of("tr", "TR"), "plan", PARIS, "--format", "JSON");
            Locale.setDefault(Locale.ENGLISH);
            Ran english = sallyport("plan", PARIS, "--format", "json");

            assertThat(turkish).isEqualTo(english);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hostileArgumentsReachTheTerminalEscaped() {
        Ran ran = sallyport("explain", PARIS, "evil\u001b[2J.example\u202e");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("\\u001b").contains("\\u202e").doesNotContain("\u001b");
    }
}
