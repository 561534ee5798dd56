package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;

class JsonFileTest {

    @Test
    void readsAnObjectWithTheEscapesThatProductsWrite() {
        assertThat(JsonFile.parse("a.json", "\n{ \"a\": [1, -2.5e3, true, null, \"x\\/y\\u00e9\\n\\\"\"] }\n")
                        .map()
                        .get("a")
                        .list()
                        .getLast()
                        .text())
                .isEqualTo("x/y\u00e9\n\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // refused by the YAML reader
                "[1]",
                "a: 1",
                "{ a: 1 }",
                "{ 'a': 1 }",
                "{ \"a\": 1, }",
                "{ \"a\": [1,\n ] }",
                "{ \"a\": 1 } # why",
                "{ \"a\": 01 }",
                "{ \"a\": yes }",
                "{ \"a\": \"b\nc\" }",
                "{ \"a\": \"b",
                "{ \"a\": 1 } { \"b\": 2 }",
            })
    void refusesWhatYamlTakesAndJsonDoesNot(String text) {
        assertThatThrownBy(() -> JsonFile.parse("a.json", text)).isInstanceOf(InputException.class);
    }

    @Test
    void namesThePlace() {
        assertThatThrownBy(() -> JsonFile.parse("a.json", "{\n  \"a\": [1,\n  ]\n}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a comma before a closing bracket")
                .satisfies(e ->
                        assertThat(((InputException) e).where().orElseThrow()).hasToString("a.json:3:3"));
    }
}
