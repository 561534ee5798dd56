package org.sallyport.lab.pihole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;

/**
 * A database with the tables that Pi-hole's manual describes, in a real SQLite that checks foreign keys as Pi-hole's own
 * does; and what Pi-hole would make of a name by its manual, with the expressions searched for by {@code grep -E}.
 */
final class DomainDatabase {

    private static final String TABLES = """
            CREATE TABLE domainlist (
              id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL DEFAULT 0, domain TEXT NOT NULL,
              enabled BOOLEAN NOT NULL DEFAULT 1, comment TEXT, UNIQUE (domain, type));
            CREATE TABLE domainlist_by_group (
              domainlist_id INTEGER NOT NULL REFERENCES domainlist (id), group_id INTEGER NOT NULL,
              PRIMARY KEY (domainlist_id, group_id));
            CREATE TRIGGER added AFTER INSERT ON domainlist
              BEGIN INSERT INTO domainlist_by_group VALUES (NEW.id, 0); END;
            CREATE TRIGGER deleted AFTER DELETE ON domainlist
              BEGIN DELETE FROM domainlist_by_group WHERE domainlist_id = OLD.id; END;
            """;
    private static final String IN_FORCE =
            "FROM domainlist JOIN domainlist_by_group ON domainlist_id = id AND group_id = 0 WHERE enabled = 1";

    private final Path folder;

    DomainDatabase(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.deleteIfExists(folder.resolve("gravity.db"));
        assertThat(run(TABLES)).isEmpty();
    }

    /** What the shell of SQLite says to a script; nothing where all is well. */
    String run(String script) throws IOException, InterruptedException {
        Path file = folder.resolve("script.sql");
        Files.writeString(file, script);
        return Daemon.run(
                        folder,
                        List.of(
                                Daemon.find("sqlite3", "sqlite3").toString(),
                                "-cmd",
                                "PRAGMA foreign_keys = ON;",
                                folder.resolve("gravity.db").toString(),
                                ".read " + file))
                .output();
    }

    /** Which of the names pass. */
    Map<HostName, Boolean> decide(List<HostName> names) throws IOException, InterruptedException {
        Set<String> allowed = new HashSet<>(domains(0));
        allowed.addAll(found(domains(2), names));
        Set<String> denied = new HashSet<>(domains(1));
        denied.addAll(found(domains(3), names));
        Map<HostName, Boolean> decided = new LinkedHashMap<>();
        names.forEach(name -> decided.put(name, allowed.contains(name.value()) || !denied.contains(name.value())));
        return decided;
    }

    List<String> domains(int type) throws IOException, InterruptedException {
        return run("SELECT domain %s AND type = %d;\n".formatted(IN_FORCE, type))
                .lines()
                .toList();
    }

    private Set<String> found(List<String> expressions, List<HostName> names) throws IOException, InterruptedException {
        if (expressions.isEmpty()) {
            return Set.of();
        }
        Path list = folder.resolve("names.txt");
        Path patterns = folder.resolve("patterns.txt");
        Files.writeString(list, names.stream().map(HostName::value).collect(Collectors.joining("\n", "", "\n")));
        Files.write(patterns, expressions);
        Daemon.Finished finished = Daemon.run(
                folder,
                List.of(
                        Daemon.find("grep", "grep").toString(),
                        "-E",
                        "-i",
                        "-f",
                        patterns.toString(),
                        list.toString()));
        assertThat(finished.status()).describedAs(finished.output()).isLessThan(2);
        return finished.output().lines().collect(Collectors.toSet());
    }
}
