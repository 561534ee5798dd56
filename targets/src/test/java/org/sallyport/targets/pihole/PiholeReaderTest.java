package org.sallyport.targets.pihole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class PiholeReaderTest {

    @Test
    void anExactEntryIsThatNameAndAnExpressionWhatItIsFoundIn() {
        RenderedAssert.assertThat(list("(0, 'a.com'), (2, '\\.b\\.com$'), (2, '(^|\\.)c\\.com$'), (2, '^d\\.com$')"))
                .permits("a.com")
                .denies("x.a.com")
                .denies("evila.com")
                .permits("x.y.b.com")
                .denies("b.com")
                .permits("c.com")
                .permits("x.c.com")
                .denies("evilc.com")
                .permits("d.com")
                .denies("x.d.com")
                .isUnderstood();
    }

    @Test
    void expressionsAreBoundToNothing() {
        RenderedAssert.assertThat(list("(2, 'a\\.com'), (2, 'b.com$')"))
                .permits("evila.com")
                .permits("a.com.evil.net")
                .permits("bxcom")
                .permits("b.com")
                .denies("b.com.evil.net");
    }

    @Test
    void everyAllowOutweighsEveryDeny() {
        RenderedAssert.assertThat(list("(1, 'a.com'), (0, 'a.com'), (1, 'x.b.com'), (2, '(\\.|^)b\\.com$')"))
                .permits("a.com")
                .permits("x.b.com")
                .isUnderstood();
    }

    @Test
    void whatNothingDeniesPasses() {
        RenderedAssert.assertThat(
                        read("INSERT INTO domainlist (type, domain) VALUES (0, 'a.com'), (1, 'b.com'), (3, '^c');\n"))
                .permits("evil.net")
                .denies("b.com")
                .denies("c.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.a.com", "A.com", "a.com.", "@@||a.com^", "b\u00fccher.com", ""})
    void anExactEntryThatNoNameIsMatchesNothing(String entry) {
        Reading reading = list("(0, '" + entry + "')");

        RenderedAssert.assertThat(reading)
                .denies("a.com")
                .denies("x.a.com")
                .denies("xn--bcher-kva.com")
                .isUnderstood();
        assertThat(remark(reading, 2)).contains("no name");
    }

    @Test
    void expressionsIgnoreCase() {
        RenderedAssert.assertThat(list("(2, '\\.A\\.com$'), (2, '^[B]\\.COM$')"))
                .permits("x.a.com")
                .permits("b.com")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\.a\\.com$;querytype=A",
                "\\.a\\.com$;invert",
                "a+?\\.com",
                "\\wa\\.com",
                "(?:a)\\.com",
                "(a",
                "[a",
                "a\\.com\\>"
            })
    void anExpressionThatPosixDoesNotKnowIsLeftOpen(String expression) {
        RenderedAssert.assertThat(list("(2, '" + expression + "')"))
                .leavesOpen("a.com")
                .hasLine(2, Line.State.NOT_SUPPORTED);
        RenderedAssert.assertThat(read("INSERT INTO domainlist (type, domain) VALUES (3, '" + expression + "');\n"))
                .leavesOpen("a.com")
                .hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @Test
    void anEntryThatIsDisabledDoesNothing() {
        RenderedAssert.assertThat(read("""
                        INSERT INTO domainlist (type, domain, enabled) VALUES (3, '.*', 1);
                        INSERT INTO domainlist (type, domain, enabled) VALUES (0, 'a.com', 0);
                        """)).denies("a.com").isUnderstood();
    }

    @Test
    void aDenialThatIsDisabledStopsNobody() {
        RenderedAssert.assertThat(read("INSERT INTO domainlist (enabled, type, domain) VALUES (0, 3, '.*');\n"))
                .permits("evil.net");
    }

    @Test
    void statementsAreThoseOfSqlite() {
        RenderedAssert.assertThat(read("""
                        .bail on
                        -- INSERT INTO domainlist (type, domain) VALUES (0, 'evil.net');
                        /* INSERT INTO domainlist (type, domain)
                           VALUES (0, 'evil.net'); */
                        begin;
                        delete from DomainList where comment like 'x;%';
                        insert or ignore into domainlist
                          (comment, type, domain, enabled)
                        values
                          ('it''s -- one', 3, '.*', true),
                          (NULL, 0, 'a.com', 1),
                          ('over
                        lines', 0, 'b.com', 1);
                        insert or ignore into domainlist_by_group (domainlist_id, group_id)
                          select id, 0 from domainlist where comment like 'sallyport:%';
                        end transaction;
                        insert into domainlist (domain) values ('c.com')
                        """))
                .permits("a.com")
                .permits("b.com")
                .permits("c.com")
                .denies("evil.net")
                .isUnderstood();
    }

    @Test
    void withoutACommitNothingStays() {
        Reading reading = read("BEGIN;\nINSERT INTO domainlist (type, domain) VALUES (3, '.*');\n");

        RenderedAssert.assertThat(reading).leavesOpen("evil.net").hasLine(1, Line.State.WRONG);
        assertThat(remark(reading, 1)).contains("COMMIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE domainlist SET enabled = 0;",
                "DELETE FROM domainlist WHERE type = 3;",
                "ROLLBACK;",
                "INSERT INTO domainlist_by_group (domainlist_id, group_id) VALUES (1, 5);",
                "INSERT INTO domainlist (type, domain) SELECT 0, 'evil.net';",
                "INSERT INTO domainlist VALUES (1, 0, 'evil.net');",
                "INSERT INTO domainlist (type, domain) VALUES (0, \"evil.net\");",
                "INSERT INTO domainlist (type, domain) VALUES (4, 'evil.net');",
                "INSERT INTO domainlist (type, domain) VALUES (0, 'evil.net', 1);",
                "INSERT INTO domainlist (type, domain, x) VALUES (0, 'evil.net', 1);",
                "INSERT INTO domainlist (type, domain) VALUES (3, '.*');",
                "INSERT OR REPLACE INTO domainlist (type, domain, enabled) VALUES (3, '.*', 0);",
                "INSERT INTO adlist (address, type) VALUES ('https://example.com/list', 1);",
                "INSERT INTO domainlist (type, domain) VALUES (0, 'evil.net",
                "/* no end",
                ".read other.sql",
                "pihole allow evil.net;"
            })
    void whatCanLetAnythingThroughLeavesItOpen(String statement) {
        Reading reading = read("INSERT INTO domainlist (type, domain) VALUES (3, '.*');\n" + statement + "\n");

        RenderedAssert.assertThat(reading).leavesOpen("evil.net");
        assertThat(reading.notUnderstood()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html></html>\n", "pihole allow a.com\n", "", "SELECT 1;\n"})
    void aTextOfSomethingElseIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no SQL for the table domainlist");
    }

    /** With a denial of everything on the first line; the rows stand on the second. */
    private static Reading list(String rows) {
        return read("INSERT INTO domainlist (type, domain) VALUES (3, '.*');\n"
                + "INSERT INTO domainlist (type, domain) VALUES " + rows + ";\n");
    }

    private static Reading read(String text) {
        return new Pihole().read(DeviceFiles.of("domainlist.sql", text));
    }

    private static String remark(Reading reading, int line) {
        return reading.lines().get(line - 1).remark().map(Text::english).orElse("");
    }
}
