package org.sallyport.lab.pihole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.LabSite;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.pihole.Pihole;

/** What the reader says of SQL for Pi-hole, held against a real SQLite and {@code grep -E}; no Pi-hole is at hand. */
class PiholeLabTest {

    private static final String WITH_ALL = "{ name: edge, target: pihole }";
    private static final List<HostName> NAMES = Stream.of(
                    "a.com",
                    "x.a.com",
                    "evila.com",
                    "a.com.evil.net",
                    "axcom",
                    "b.com",
                    "aa.com",
                    "ab.com",
                    "com",
                    "evil.net",
                    "_x.a.com")
            .map(HostName::parse)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {WITH_ALL, "{ name: edge, target: pihole, wildcards: false, inexpressible: omit }"})
    void theEntriesDecideAsTheReaderSays(String device) throws IOException, InterruptedException {
        LabSite site = LabSite.with(device);
        DeviceFiles files = site.files();
        DomainDatabase database = new DomainDatabase(folder);

        assertThat(database.run(text(files))).isEmpty();
        Map<HostName, Boolean> decided = database.decide(site.namesNear(2_000));

        assertThat(LabSite.differences(site.read(files), Port.HTTPS, decided)).isEmpty();
        assertThat(decided).hasSize(2_000).containsValue(true).containsValue(false);
    }

    @Test
    void aSecondListTakesThePlaceOfTheFirstAndTheRemovalTakesItAway() throws IOException, InterruptedException {
        String first = text(LabSite.with(WITH_ALL).files());
        String second = text(LabSite.with("{ name: edge, target: pihole, wildcards: false, inexpressible: omit }")
                .files());
        DomainDatabase database = new DomainDatabase(folder);
        assertThat(database.run("INSERT INTO domainlist (type, domain, comment) VALUES (0, 'mine.example', 'x');"))
                .isEmpty();

        assertThat(database.run(first) + database.run(first)).isEmpty();
        assertThat(database.domains(2)).isNotEmpty();
        assertThat(database.run(second)).isEmpty();
        assertThat(database.domains(2)).isEmpty();
        assertThat(database.domains(0)).hasSizeGreaterThan(1);
        assertThat(database.run("DELETE FROM domainlist WHERE comment LIKE 'sallyport:%';"))
                .isEmpty();

        assertThat(database.domains(0)).containsExactly("mine.example");
        assertThat(database.domains(3)).isEmpty();
    }

    @Test
    void anEntryThatWasDisabledOrOfAnotherGroupIsInForceAfterwards() throws IOException, InterruptedException {
        DomainDatabase database = new DomainDatabase(folder);
        database.run("""
                INSERT INTO domainlist (type, domain, enabled) VALUES (3, '.*', 0);
                UPDATE domainlist_by_group SET group_id = 7;
                """);
        assertThat(database.domains(3)).isEmpty();

        assertThat(database.run(text(LabSite.with(WITH_ALL).files()))).isEmpty();

        assertThat(database.domains(3)).containsExactly(".*");
    }

    @Test
    void insertOrReplaceBreaksAForeignKey() throws IOException, InterruptedException {
        String replace = "INSERT OR REPLACE INTO domainlist (type, domain) VALUES (3, '.*');\n";

        assertThat(new DomainDatabase(folder).run(replace + replace)).contains("FOREIGN KEY constraint failed");
    }

    @Test
    void withoutACommitNothingStays() throws IOException, InterruptedException {
        DomainDatabase database = new DomainDatabase(folder);
        database.run("BEGIN;\nINSERT INTO domainlist (type, domain) VALUES (3, '.*');\n");

        assertThat(database.domains(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(0, 'a.com')",
                "(0, 'A.com')",
                "(0, 'a.com.')",
                "(0, '*.a.com')",
                "(2, 'a\\.com')",
                "(2, 'a.com$')",
                "(2, '\\.A\\.com$')",
                "(2, '(^|\\.)a\\.com$')",
                "(2, '(\\.|^)a\\.com$')",
                "(2, '^a{1,2}\\.com$')",
                "(2, '^a[b-z]?\\.com$')",
                "(2, '^[[:alpha:]]+\\.com$')",
                "(2, '^[^.]+\\.com$')",
                "(2, '^(a|b)\\.com$')",
                "(2, '^a|^b')",
                "(2, '^_')",
                "(2, '.')",
                "(2, '^$')",
                "(2, 'a\\.com'), (1, 'a.com'), (3, '^evil')",
                "(2, 'it''s')"
            })
    void oddRowsMeanWhatTheReaderSays(String rows) throws IOException, InterruptedException {
        String script = """
                BEGIN;
                INSERT INTO domainlist (type, domain) VALUES (3, '.*') ON CONFLICT DO NOTHING;
                INSERT INTO domainlist (type, domain) VALUES %s;
                COMMIT;
                """.formatted(rows);
        DomainDatabase database = new DomainDatabase(folder);
        assertThat(database.run(script)).isEmpty();
        Reading reading = new Pihole().read(DeviceFiles.of("domainlist.sql", script));

        assertThat(LabSite.differences(reading, Port.HTTPS, database.decide(NAMES)))
                .isEmpty();
    }

    private static String text(DeviceFiles files) {
        return files.texts().values().iterator().next();
    }
}
