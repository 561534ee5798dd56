package org.sallyport.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;

class YamlValueTest {

    @Test
    void knowsItsPlace() {
        YamlMap map = parse("# a comment\na: 1\nb:\n  - x\n  - y\n").map();

        assertThat(map.get("a").where()).hasToString("f.yaml:2:4");
        assertThat(map.get("b").list().getLast().where()).hasToString("f.yaml:5:5");
        assertThat(map.whereKey("b")).hasToString("f.yaml:3:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: x\nb: [y]\n",
                "a: x\r\nb: [y]\r\n",
                "a: x\rb: [y]\r",
                "\uFEFFa: x\nb: [y]",
                "--- \na: x\nb: [y]\n...\n"
            })
    void readsAnyLineEndAndAByteOrderMark(String text) {
        YamlMap map = parse(text).map();

        assertThat(map.get("a").text()).isEqualTo("x");
        assertThat(map.get("b").list()).hasSize(1);
    }

    @Test
    void byteOrderMarkIsNoColumn() {
        assertThat(parse("\uFEFFa: x").map().get("a").where()).hasToString("f.yaml:1:4");
    }

    @Test
    void placesAreCountedInCodePoints() {
        String text = "\uFEFFa: \"\uD83D\uDE00\"\r\nb: [x, \uD83D\uDE00y] # \uD83D\uDE00\r\nc: z\r\n";
        YamlMap map = parse(text).map();
        YamlValue smiling = map.get("b").list().getLast();
        YamlValue last = map.get("c");

        assertThat(cut(text, smiling)).isEqualTo("\uD83D\uDE00y");
        assertThat(cut(text, last)).isEqualTo("z");
        assertThat(cut(text, map.get("b"))).isEqualTo("[x, \uD83D\uDE00y]");
        assertThat(smiling.where()).hasToString("f.yaml:2:8");
    }

    @Test
    void anAnchorBelongsToItsValue() {
        String text = "a: &here [x]\n";

        assertThat(cut(text, parse(text).map().get("a"))).isEqualTo("&here [x]");
    }

    @Test
    void tagsMeanNothing() {
        assertThat(parse("a: !!int seven\nb: !!java.net.URL [\"http://example.com\"]\nc: !x 1\n")
                        .map()
                        .get("a")
                        .text())
                .isEqualTo("seven");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: &x 1\\nb: *x | f.yaml:2:4: found the alias *x
            a: &x [*x] | f.yaml:1:8: found the alias *x
            """)
    void aliasesAreRefused(String text, String error) {
        assertThat(error(text).sentence(Locale.ENGLISH)).startsWith(error);
    }

    @Test
    void aNameWithAStarNeedsQuotes() {
        assertThat(error("host: *.sophos.com").sentence(Locale.ENGLISH))
                .startsWith("f.yaml:1:8: ")
                .contains("a value that begins with * needs them");
        assertThat(error("site: *acme").sentence(Locale.ENGLISH)).contains("needs quotes: \"*acme\"");
        assertThat(error("site: *acme").sentence(Locale.FRENCH)).contains("guillemets : \"*acme\"");
    }

    @Test
    void abombOfAliasesGoesNowhere() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(error(bomb.toString()).getMessage()).startsWith("f.yaml:2:10: found the alias *a0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void depthIsBounded(String opening) {
        assertThat(error(opening.repeat(100_000)).getMessage()).contains("more than 32 levels deep");
    }

    @Test
    void numberOfValuesIsBounded() {
        assertThat(error("[" + "a,".repeat(1_000_001) + "]").getMessage()).contains("more than 1000000 values");
    }

    @Test
    void aFileOf17MegabytesIsRefused() {
        assertThat(error("# " + "x".repeat(17 << 20) + "\na: b\n").getMessage())
                .startsWith("f.yaml: the file has more than 16 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# %s\na: b", "a: %s", "a: \"%s\"", "a: |\n  %s"})
    void oneLongLineIsReadInGoodTime(String format) {
        String text = format.formatted("x".repeat(15 << 20));

        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        parse(text).map();

        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                .isLessThan(10_000_000_000L);
    }

    @Test
    void aKeyStandsOnce() {
        assertThatThrownBy(() -> parse("a: 1\nb: 2\n\"a\": 3\n").map())
                .hasMessage("f.yaml:3:1: the key \"a\" stands twice; join the two");
    }

    @Test
    void anUnknownKeyNamesTheNearestOne() {
        assertThatThrownBy(() -> parse("devces: 1").map(List.of("devices", "also")))
                .hasMessage("f.yaml:1:1: unknown key \"devces\"; did you mean \"devices\"? Known are: also, devices");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatThrownBy(() -> parse("\n\n a: 1").map().get("site"))
                .hasMessage("f.yaml:3:2: the key \"site\" is missing; add a line \"site: ...\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a: [1 | this is no YAML
            a: "x | this is no YAML
            a: b: c | this is no YAML
            \\t- a | this is no YAML
            a: 1\\n--- \\nb: 2 | this is no YAML
            a: @x | this is no YAML
            %YAML 9.9\\n---\\na: b | this is no YAML
            """)
    void whatIsNoYamlIsToldWithThePlace(String text, String error) {
        assertThat(error(text).getMessage()).startsWith("f.yaml:").contains(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n...\n"})
    void anEmptyFileIsToldToBeOne(String text) {
        assertThatThrownBy(() -> parse(text).map()).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x1b, 0x80, 0xd800, 0xdfff, 0xfffe})
    void aCharacterThatYamlForbidsIsToldByItsNumberAndItsPlace(int character) {
        String text = "a: \uD83D\uDE00\nb: \uD83D\uDE00" + (char) character + "\n";

        assertThat(error(text).getMessage())
                .startsWith("f.yaml:2:5: found the character U+%04X".formatted(character))
                .doesNotContain(String.valueOf((char) character));
    }

    @Test
    void valuesOfTheWrongKindAreToldWithWhatWasFound() {
        YamlMap map = parse("list: [1]\nmap: {a: 1}\nnothing:\nword: x\n").map();

        assertThatThrownBy(() -> map.get("list").text())
                .hasMessage("f.yaml:1:7: found a list, expected a text; correct the value");
        assertThatThrownBy(() -> map.get("map").list()).hasMessageContaining("found a map, expected a list");
        assertThatThrownBy(() -> map.get("nothing").map()).hasMessageContaining("found nothing, expected a map");
        assertThatThrownBy(() -> map.get("word").flag()).hasMessageContaining("found \"x\", expected true or false");
        assertThat(catchThrowableOfType(
                                InputException.class, () -> map.get("word").number())
                        .sentence(Locale.FRENCH))
                .isEqualTo("f.yaml:4:7: trouvé : « x », attendu : un nombre entier ; corrigez la valeur");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "-1", "01", "1.0", "1e3", "0x10", "\u0661", "9999999999", "\"\""})
    void aNumberIsPlainDigits(String text) {
        assertThatThrownBy(() -> parse("a: " + text).map().get("a").number()).isInstanceOf(InputException.class);
    }

    @Test
    void nothingTrueAndNumbersInQuotesAreTexts() {
        YamlMap map = parse("a: \"null\"\nb: '~'\nc: \"\"\nd: \"true\"\n").map();

        assertThat(map.entries().values()).extracting(YamlValue::text).containsExactly("null", "~", "", "true");
    }

    @Test
    void longTextsAreNotRepeatedInErrors() {
        String longText = "\uD83D\uDE00".repeat(500_000);

        assertThatThrownBy(() -> parse("a: " + longText).map().get("a").number())
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        assertThatThrownBy(() -> parse("a: " + longText).map().get("a").as(Id::parse))
                .hasMessageContaining("at most 1024 characters")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        assertThatThrownBy(() -> parse("? \"" + longText + "\"\n: 1").map(List.of("a")))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aListOfManyDifferentWordsIsReadInGoodTime() {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < 200_000; i++) {
            list.append('h').append(i).append(',');
        }

        assertThat(parse(list + "]").distinctList(text -> text)).hasSize(200_000);
        assertThatThrownBy(() -> parse("[a, b, a]").distinctList(text -> text))
                .hasMessage("f.yaml:1:8: \"a\" stands twice in the list; delete one of the two");
    }

    private static YamlValue parse(String text) {
        return YamlValue.parse("f.yaml", text);
    }

    private static InputException error(String text) {
        return catchThrowableOfType(
                InputException.class, () -> parse(text.replace("\\n", "\n").replace("\\t", "\t")));
    }

    private static String cut(String text, YamlValue value) {
        return text.substring(text.offsetByCodePoints(0, value.start()), text.offsetByCodePoints(0, value.end()));
    }
}
