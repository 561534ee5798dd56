package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostName;

class LogFilesTest {

    private static final FileSystem SYSTEM = FileSystems.getDefault();
    private static final Instant NOON = Instant.parse("2026-01-12T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aFolderIsReadFromTheOldestLogToTheNewest() throws IOException {
        log("SophosCloudInstaller.log", 3, "three.example.com");
        log("SophosCloudInstaller-20260101.log", 1, "one.example.com");
        log("SophosCloudInstaller.log.1", 2, "two.example.com");
        log("sophoscloudinstaller.LOG.2", 0, "zero.example.com");
        log("Other.log", 4, "other.example.com");
        Files.createDirectory(folder.resolve("SophosCloudInstaller.log.d"));

        Discovery discovery = named(folder.toString()).read(Logs.RULE, Progress.UNSEEN);

        assertThat(Logs.names(discovery))
                .containsExactly("zero.example.com", "one.example.com", "two.example.com", "three.example.com");
        assertThat(discovery.current()).contains(HostName.parse("three.example.com"));
        assertThat(discovery.servers().getLast().first().where())
                .hasToString(folder.resolve("SophosCloudInstaller.log") + ":2");
    }

    @Test
    void logsOfTheSameTimeStandInTheOrderOfRotation() throws IOException {
        for (String name : List.of(
                "SophosCloudInstaller.log",
                "SophosCloudInstaller.log.1",
                "SophosCloudInstaller.log.10",
                "SophosCloudInstaller.log.2",
                "SophosCloudInstaller-20260101.log",
                "SophosCloudInstaller_20260102.log")) {
            log(name, 0, "a.example.com");
        }

        assertThat(named(folder.toString()).files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "SophosCloudInstaller.log.10",
                        "SophosCloudInstaller.log.2",
                        "SophosCloudInstaller.log.1",
                        "SophosCloudInstaller-20260101.log",
                        "SophosCloudInstaller_20260102.log",
                        "SophosCloudInstaller.log");
    }

    @Test
    void theCurrentServerIsTheOneOfTheNewestLogThatHasOne() throws IOException {
        log("SophosCloudInstaller.log.1", 1, "old.example.com");
        Files.writeString(folder.resolve("SophosCloudInstaller.log"), "nothing to see\n");

        assertThat(named(folder.toString()).read(Logs.RULE, Progress.UNSEEN).current())
                .contains(HostName.parse("old.example.com"));
    }

    @Test
    void starsThatNoShellHasExpandedAreExpanded() throws IOException {
        Path first = log("a/logs/SophosCloudInstaller.log", 2, "two.example.com");
        Path second = log("b/logs/SophosCloudInstaller-1.log", 1, "one.example.com");
        log("b/logs/Other.txt", 3, "other.example.com");
        log("c/SophosCloudInstaller.log", 3, "other.example.com");

        assertThat(named(folder + "/*/logs/SophosCloudInstaller*.log").files()).containsExactly(second, first);
        assertThat(named(folder + "/?/logs/SophosCloudInstaller.log").files()).containsExactly(first);
        assertThat(named(folder + "/b/logs/*-?.log").files()).containsExactly(second);
    }

    @Test
    void bracketsInANameAreNoPattern() throws IOException {
        Path odd = log("SophosCloudInstaller[1]{a}.log", 1, "one.example.com");
        Path star = log("SophosCloudInstaller*.log", 2, "one.example.com");

        assertThat(named(folder + "/*[1]{a}.log").files()).containsExactly(odd);
        assertThat(named(odd.toString()).files()).containsExactly(odd);
        assertThat(named(star.toString()).files()).containsExactly(star);
    }

    @Test
    void aLogThatIsNamedInTwoWaysIsReadOnce() throws IOException {
        Path log = log("SophosCloudInstaller.log", 1, "one.example.com");
        Files.createSymbolicLink(folder.resolve("SophosCloudInstaller-link.log"), log);

        LogFiles files = named(log.toString(), folder.toString(), folder + "/./*.log");

        assertThat(files.files()).containsExactly(log);
        assertThat(files.bytes()).isEqualTo(Files.size(log));
    }

    @Test
    void aMistypedFileNameIsAnsweredWithTheNearestOne() throws IOException {
        log("SophosCloudInstaller.log", 1, "one.example.com");
        log("passwd", 1, "one.example.com");
        String typed = folder + "/SofosCloudInstaler.log";

        assertThatThrownBy(() -> named(typed))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        typed + ": no such file; the nearest name there is " + folder + "/SophosCloudInstaller.log");
    }

    @Test
    void aMistypedFolderIsAnsweredWithTheNearestOne() throws IOException {
        log("CloudInstaller/Logs/SophosCloudInstaller.log", 1, "one.example.com");
        String typed = folder + "/CloudInstaler/Logs/SophosCloudInstaller.log";

        assertThatThrownBy(() -> named(typed))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.sentence(Locale.FRENCH))
                                .isEqualTo(typed + ": fichier introuvable ; le nom existant le plus proche est "
                                        + folder + "/CloudInstaller"));
    }

    @Test
    void aNameThatResemblesNothingIsAnsweredWithThePlaceOfLogs() {
        LogPlace place = new LogPlace("SophosCloudInstaller.log", List.of("C:\\ProgramData\\Sophos"));

        assertThatThrownBy(() -> LogFiles.named(List.of(folder + "/nothing"), place, SYSTEM))
                .isInstanceOf(InputException.class)
                .hasMessage(folder + "/nothing: no such file; give the path of a SophosCloudInstaller.log;"
                        + " installers write it to C:\\ProgramData\\Sophos");
    }

    @Test
    void aPatternThatFitsNothingIsAnError() throws IOException {
        log("SophosCloudInstaller.log", 1, "one.example.com");

        assertThatThrownBy(() -> named(folder + "/SophosCloudInstaler*.log"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the nearest name there is " + folder + "/SophosCloudInstaller.log");
        assertThatThrownBy(() -> named(folder + "/no/*.log")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> named(folder + "/*/no.log")).isInstanceOf(InputException.class);
    }

    @Test
    void aFolderWithoutALogIsAnError() throws IOException {
        log("SophosCloudInstall.txt", 1, "one.example.com");

        assertThatThrownBy(() -> named(folder.toString()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        folder + ": this folder holds no SophosCloudInstaller.log and none that was rotated from it;"
                                + " the nearest name there is " + folder + "/SophosCloudInstall.txt");
    }

    @Test
    void namesThatNoFileCanHaveAreErrorsWithoutControlCharacters() {
        for (String name : List.of("a\0b", "a\u001b[31m\n.log", "x".repeat(300))) {
            assertThatThrownBy(() -> named(name))
                    .isInstanceOf(InputException.class)
                    .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContainPattern("\\p{Cntrl}"));
        }
    }

    @Test
    void aLogThatVanishesBeforeItIsReadIsAnError() throws IOException {
        Path log = log("SophosCloudInstaller.log", 1, "one.example.com");
        LogFiles files = named(log.toString());
        Files.delete(log);

        assertThatThrownBy(() -> files.read(Logs.RULE, Progress.UNSEEN))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(log + ": it cannot be read: it is gone; ");
    }

    @Test
    void aPackedRotatedLogIsRefusedByName() throws IOException {
        Files.write(folder.resolve("SophosCloudInstaller.log.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThatThrownBy(() -> named(folder.toString()).read(Logs.RULE, Progress.UNSEEN))
                .isInstanceOf(InputException.class)
                .hasMessage(folder + "/SophosCloudInstaller.log.gz: it is packed, not text; unpack it first");
    }

    @Test
    void documentedFoldersAreLookedAtWhereNoFileIsNamed() throws IOException {
        Path log = log("Logs/SophosCloudInstaller.log", 1, "one.example.com");
        Path empty = Files.createDirectory(folder.resolve("Empty"));
        List<String> folders = List.of(empty.toString(), folder + "/Logs", folder + "/Missing");

        LogFiles files = LogFiles.documented(new LogPlace("SophosCloudInstaller.log", folders), SYSTEM);

        assertThat(files.files()).containsExactly(log);
        assertThat(files.lookedAt()).isEqualTo(folders);
    }

    @Test
    void onAMachineWithoutTheDocumentedFoldersNothingIsFoundAndTheyAreNamed() {
        List<String> folders = List.of(
                "C:\\Documents and Settings\\All Users\\Application Data\\Sophos\\CloudInstaller\\Logs",
                "C:\\ProgramData\\Sophos\\CloudInstaller\\Logs");

        LogFiles files = LogFiles.documented(new LogPlace("SophosCloudInstaller.log", folders), SYSTEM);

        assertThat(files.lookedAt()).isEqualTo(folders);
        assertThat(files.read(Logs.RULE, Progress.UNSEEN)).isEqualTo(Discovery.NOTHING);
    }

    @Test
    void progressOfAllLogsAddsUpToTheirSize() throws IOException {
        log("SophosCloudInstaller.log", 1, "one.example.com");
        log("SophosCloudInstaller.log.1", 1, "two.example.com");
        LogFiles files = named(folder.toString());
        AtomicLong read = new AtomicLong();

        files.read(Logs.RULE, read::addAndGet);

        assertThat(read).hasValue(files.bytes()).hasPositiveValue();
    }

    private static LogFiles named(String... arguments) {
        return LogFiles.named(List.of(arguments), Logs.PLACE, SYSTEM);
    }

    private Path log(String name, int hour, String server) throws IOException {
        Path log = folder.resolve(name);
        Files.createDirectories(log.resolveSibling("."));
        Files.writeString(log, "start\n12:00 Opening connection to " + server + "\n", UTF_8);
        return Files.setLastModifiedTime(log, FileTime.from(NOON.plusSeconds(3600L * hour)));
    }
}
