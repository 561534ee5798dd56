package org.sallyport.check.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.check.script.Servers.aim;
import static org.sallyport.check.script.Servers.aims;
import static org.sallyport.check.script.Servers.asking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.check.Aims;
import org.sallyport.core.Id;

class ScriptTest {

    private static final Id SITE = Id.parse("acme-paris");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Shell.class)
    void theSameSiteGivesTheSameText(Shell shell) {
        Aims aims = aims(aim("d1.sophosupd.com", 443), aim("d1.sophosupd.com", 80), aim("mcs.sophos.com", 8190));

        String text = Script.of(SITE, aims).in(shell);

        assertThat(text)
                .isEqualTo(Script.of(SITE, aims).in(shell))
                .contains("the site acme-paris must reach: 3 servers")
                .contains("It changes nothing on this machine")
                .contains("sallyport check SITE --read result.jsonl");
        assertThat(text.chars()).allMatch(c -> c == '\n' || c == '\r' || (c >= ' ' && c < 0x7f));
        assertThat(text.contains("\r\n")).isEqualTo(shell == Shell.POWERSHELL);
    }

    @Test
    void aServerIsALineOfData() {
        Aims aims = aims(aim("d1.sophosupd.com", 80), asking("x.amazonaws.com", "/it's", "Missing \"Token\""));

        assertThat(Script.of(SITE, aims).in(Shell.BASH).lines())
                .contains(
                        "site='acme-paris'",
                        "limit=5000 # milliseconds for each step",
                        "servers_here=no # whether an address of this machine is that of a server",
                        "  'd1.sophosupd.com' 80 'http' '' '' 'sophosupd.com'",
                        "  'x.amazonaws.com' 443 'tls' '/it'\\''s' 'missingtoken' 'amazonaws.com'");
        assertThat(Script.of(SITE, aims).in(Shell.POWERSHELL).lines())
                .contains(
                        "$site = 'acme-paris'",
                        "$serversHere = $false # whether an address of this machine is that of a server",
                        "    , @('d1.sophosupd.com', 80, 'http', '', '', 'sophosupd.com')",
                        "    , @('x.amazonaws.com', 443, 'tls', '/it''s', 'missingtoken', 'amazonaws.com')");
    }

    @Test
    void whatACatalogSaysIsNeverRun() throws Exception {
        Path canary = folder.resolve("canary");
        // without blanks, which an answer is compared without
        String touch = "{touch," + canary + "}";
        List<String> hostile = List.of(
                "';" + touch + ";'",
                "$(" + touch + ")",
                "`" + touch + "`",
                "\";" + touch + ";\"",
                "\\'$'\\x27",
                "\n)\n" + touch + "\naims=(\n",
                "\u00e9\u2019;" + touch + "#",
                "\u0000\u0007\u007f" + touch);
        for (String answer : hostile) {
            Aims aims = aims(asking("a.example.com", "/'$(touch)&()*!;~'", answer));
            String script = Script.of(SITE, aims).in(Shell.BASH);

            List<String> read = read(script.substring(0, script.indexOf("# ---- the code")));

            assertThat(read).hasSize(6).startsWith("a.example.com", "443", "tls", "/'$(touch)&()*!;~'");
            assertThat(read.get(4)).isEqualTo(answer.replaceAll("[\\s\"\0]", ""));
            assertThat(canary).doesNotExist();
        }
    }

    @Test
    void quotesOfOtherAlphabetsEndNoTextOfPowerShell() {
        assertThat(Shell.POWERSHELL.quoted("it's")).isEqualTo("'it''s'");
        assertThat(Shell.POWERSHELL.quoted("$(a) `n \" \\")).isEqualTo("'$(a) `n \" \\'");
        assertThat(Shell.POWERSHELL.quoted("\u2019\n")).isEqualTo("(-join [char[]] @(226, 128, 153, 10))");
    }

    @Test
    void aPathIsAskedForInAscii() {
        assertThat(asking("a.example.com", "/caf\u00e9/a%20b", "x").path()).isEqualTo("/caf%C3%A9/a%20b");
        assertThat(asking("a.example.com", "", "x").path()).isEqualTo("/");
    }

    @Test
    void aStepHasSomeTime() {
        assertThatThrownBy(() -> new Script(SITE, List.of(), Duration.ZERO, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What bash reads as the data of the script. */
    private List<String> read(String data) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("data.sh"), data + "printf '%s\\0' \"${aims[@]}\"\n", StandardCharsets.US_ASCII);
        Process bash = new ProcessBuilder("bash", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return Arrays.asList(said.substring(0, said.length() - 1).split("\0", -1));
    }
}
