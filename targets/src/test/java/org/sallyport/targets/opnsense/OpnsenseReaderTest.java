package org.sallyport.targets.opnsense;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class OpnsenseReaderTest {

    @Test
    void aNameIsThatNameOnly() {
        RenderedAssert.assertThat(read(alias("vendor", "host", "d1.sophosupd.net\\nD2.example.com")))
                .permits("d1.sophosupd.net")
                .permits("d2.example.com")
                .denies("x.d1.sophosupd.net")
                .denies("sophosupd.net")
                .isUnderstood();
    }

    @Test
    void anExportOnOneLineIsReadAsWell() {
        RenderedAssert.assertThat(new Opnsense()
                        .read(DeviceFiles.of(
                                "aliases.json",
                                "{\"aliases\":{\"alias\":{\"u1\":{\"enabled\":\"1\",\"name\":\"a\",\"type\":\"host\","
                                        + "\"proto\":\"\",\"content\":\"d1.example.com\",\"description\":\"x\\/y\"},"
                                        + "\"u2\":{\"name\":\"b\",\"type\":\"networkgroup\",\"content\":\"a\"}}}}")))
                .permits("d1.example.com")
                .hasLine(1, Line.State.UNDERSTOOD)
                .isUnderstood();
    }

    @Test
    void anAliasHoldsOthersAndTheOneThatStandsInNoneIsTheOneInUse() {
        String members = alias("one", "host", "d1.example.com") + "," + alias("two", "host", "d2.example.com");
        RenderedAssert.assertThat(read(members + "," + alias("all", "host", "one\\ntwo")))
                .permits("d1.example.com")
                .permits("d2.example.com")
                .isUnderstood();
        RenderedAssert.assertThat(read(members + "," + alias("all", "host", "one")))
                .leavesOpen("d1.example.com")
                .leavesOpen("d2.example.com");
    }

    @Test
    void anAliasThatHoldsItselfIsInUseByNobodyKnown() {
        RenderedAssert.assertThat(read(alias("all", "host", "all\\nd1.example.com")))
                .denies("d1.example.com");
    }

    @Test
    void whatIsDisabledStandsForNothing() {
        RenderedAssert.assertThat(read(alias("vendor", "host", "d1.example.com").replace("\"1\"", "\"0\"")))
                .denies("d1.example.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.sophos.com", "https://a.example.com/", "a.example.com:443"})
    void thereAreNoWildcards(String entry) {
        RenderedAssert.assertThat(read(alias("vendor", "host", "d1.example.com\\n" + entry)))
                .denies("a.sophos.com")
                .hasLine(4, Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "!192.0.2.1"})
    void whatTheFileDoesNotSayIsNotGuessed(String entry) {
        RenderedAssert.assertThat(read(alias("vendor", "host", entry))).hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void addressesAreNoNamesAndTablesOfThemAreNotModelled() {
        RenderedAssert.assertThat(read(alias("vendor", "host", "192.0.2.1\\n2001:db8::/32\\n192.0.2.1-192.0.2.9")))
                .isUnderstood();
        RenderedAssert.assertThat(read(alias("vendor", "urltable", "https://example.com/list")))
                .denies("example.com")
                .hasLine(4, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> new Opnsense().read(DeviceFiles.of("aliases.json", "a.example.com\n")))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Opnsense().read(DeviceFiles.of("aliases.json", "{\"a\": 1}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("aliases");
    }

    /** The content stands on the fourth line of the first alias. */
    private static String alias(String name, String type, String content) {
        return """
                "%s": { "enabled": "1",
                  "name": "%s", "type": "%s",
                  "content": "%s" }""".formatted(name, name, type, content);
    }

    private static Reading read(String aliases) {
        return new Opnsense()
                .read(DeviceFiles.of("aliases.json", "{ \"aliases\": { \"alias\": {\n" + aliases + "\n} } }\n"));
    }
}
