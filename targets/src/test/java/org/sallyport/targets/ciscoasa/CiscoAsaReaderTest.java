package org.sallyport.targets.ciscoasa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class CiscoAsaReaderTest {

    private static final String OBJECTS = """
            object network D1
             fqdn v4 d1.sophosupd.net
            object network D2
             fqdn d2.example.com
            object-group network VENDOR
             network-object object D1
            """;

    @Test
    void aNameIsThatNameOnlyAtThePortOfTheEntry() {
        RenderedAssert.assertThat(read(OBJECTS + """
                        access-list OUT extended permit tcp any object-group VENDOR eq https
                        access-list OUT extended permit tcp any object D2 eq 8443
                        access-group OUT in interface inside
                        """))
                .permits("d1.sophosupd.net", 443)
                .denies("d1.sophosupd.net", 80)
                .denies("d1.sophosupd.net", 8443)
                .permits("d2.example.com", 8443)
                .denies("x.d1.sophosupd.net")
                .denies("sophosupd.net")
                .isUnderstood();
    }

    @Test
    void theEndOfAListRefusesAndAnyBeforeItOpensEverything() {
        RenderedAssert.assertThat(read("access-list OUT extended permit ip any any\n"))
                .permits("evil.test")
                .isUnderstood();
        RenderedAssert.assertThat(read(OBJECTS + """
                        access-list OUT extended deny tcp any object D1 eq https
                        access-list OUT extended permit ip any4 any4
                        """))
                .denies("d1.sophosupd.net", 443)
                .permits("d1.sophosupd.net", 80)
                .permits("evil.test", 443);
    }

    @Test
    void withoutAnAccessListAnInterfaceLetsEverythingOut() {
        RenderedAssert.assertThat(read(OBJECTS)).leavesOpen("evil.test");
    }

    @Test
    void ofSeveralListsNobodyKnowsWhichOneAClientMeets() {
        String two = OBJECTS + """
                access-list OUT extended permit ip any object D1
                access-list OTHER extended permit ip any object D2
                """;
        RenderedAssert.assertThat(read(two)).leavesOpen("d1.sophosupd.net").leavesOpen("d2.example.com");
        RenderedAssert.assertThat(read(two + "access-group OUT in interface inside\n"))
                .permits("d1.sophosupd.net")
                .denies("d2.example.com")
                .isUnderstood();
    }

    @Test
    void anEntryForSomeClientsOrSomeHoursLeavesItOpen() {
        RenderedAssert.assertThat(read(OBJECTS + """
                        access-list OUT extended permit tcp 10.0.0.0 255.0.0.0 object D1 eq 443
                        access-list OUT extended permit tcp any object D2 eq 443 time-range OFFICE
                        """))
                .leavesOpen("d1.sophosupd.net")
                .leavesOpen("d2.example.com")
                .isUnderstood();
    }

    @Test
    void anInactiveEntryDecidesNothing() {
        RenderedAssert.assertThat(read(OBJECTS + "access-list OUT extended permit ip any any inactive\n"
                        + "access-list OUT extended permit ip any object D1\n"))
                .denies("evil.test")
                .permits("d1.sophosupd.net")
                .isUnderstood();
    }

    @Test
    void anObjectHasItsLastValue() {
        RenderedAssert.assertThat(read(OBJECTS + "object network D1\n fqdn new.example.com\n"
                        + "access-list OUT extended permit ip any object D1\n"))
                .permits("new.example.com")
                .denies("d1.sophosupd.net")
                .isUnderstood();
    }

    @Test
    void groupsNestAndNamesAreComparedLetterByLetter() {
        RenderedAssert.assertThat(read(OBJECTS + """
                        object-group network ALL
                         group-object VENDOR
                         network-object object d2
                        access-list OUT extended permit ip any object-group ALL
                        """))
                .permits("d1.sophosupd.net")
                .denies("d2.example.com")
                .hasLine(9, Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.sophos.com", "_sip.example.com", "d1.example.com.", "192.0.2.1", "-a.example.com"})
    void whatIsNoPlainNameIsRefused(String name) {
        Reading reading =
                read("object network X\n fqdn " + name + "\naccess-list OUT extended permit ip any object X\n");

        RenderedAssert.assertThat(reading)
                .denies("sophos.com")
                .denies("a.sophos.com")
                .hasLine(2, Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access-list OUT extended permit tcp any object D1 range 1 1024",
                "access-list OUT extended permit object-group WEB any object D1",
                "access-list OUT extended permit tcp any host 192.0.2.1 eq 443",
                "access-list OUT standard permit any",
                "access-group OUT global",
                "object network-service X",
                "no access-list OUT extended permit ip any any",
            })
    void whatIsNotModelledIsSaid(String line) {
        RenderedAssert.assertThat(read(OBJECTS + line + "\n")).hasLine(7, Line.State.NOT_SUPPORTED);
    }

    @Test
    void commentsAndSettingsSayNothing() {
        RenderedAssert.assertThat(read("""
                        : Saved
                        ! a comment
                        hostname edge
                        dns domain-lookup outside
                        access-list OUT remark permit ip any any
                        access-list OUT extended deny ip any any log
                        """)).denies("evil.test").isUnderstood();
    }

    @Test
    void anotherProductsFileIsRefused() {
        assertThatThrownBy(() -> read("{ \"a\": 1 }"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no ASA configuration");
        assertThat(read("").lines()).isEmpty();
    }

    private static Reading read(String text) {
        return new CiscoAsa().read(DeviceFiles.of("asa.txt", text));
    }
}
