package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @TempDir
    private Path folder;

    @Test
    void writesAScriptWithEveryServerThatCheckTries() throws IOException {
        Path file = folder.resolve("check.sh");

        Ran ran = sallyport("script", PARIS, "--shell", "bash", "--out", file.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("82 servers are tried by it\n");
        assertThat(Files.readString(file))
                .startsWith("#!/usr/bin/env bash\n# Tries from this machine")
                .contains("\n  'd1.sophosupd.com' 443 'tls' '' '' 'sophosupd.com'\n")
                .contains("\n  'kinesis.us-west-2.amazonaws.com' 443 'tls' '/' 'missingauthenticationtoken' ");
        assertThat(sallyport("script", PARIS, "--shell", "bash").out()).isEqualTo(Files.readString(file));
    }

    @Test
    void aScriptForWindowsIsPrintedWithItsLineEnds() {
        Ran ran = sallyport("script", PARIS, "--shell", "PowerShell");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("\r\nparam([string] $Out = '')\r\n").doesNotContain("\r\r");
        assertThat(ran.out().replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void theShellIsNamed() {
        assertThat(sallyport("script", PARIS).status()).isEqualTo(Session.WRONG_INPUT);
        assertThat(sallyport("script", PARIS, "--shell", "fish").status()).isEqualTo(Session.WRONG_INPUT);
    }

    @Test
    void aScriptIsOfOneSite() {
        Ran ran = sallyport("script", "../examples", "--shell", "bash");

        assertThat(ran.status()).isEqualTo(Session.WRONG_INPUT);
        assertThat(ran.err()).contains("a script is of one site; name one site file");
    }

    @Test
    void aSiteWithoutAServerThatCanBeTriedIsTold() throws IOException {
        Path site = Files.writeString(
                folder.resolve("site.yaml"),
                "sallyport: 1\nsite: here\nalso:\n  - { host: \"*.example.org\", ports: [443], reason: ticket }\n");
        Path out = folder.resolve("check.sh");

        Ran ran = sallyport("script", site.toString(), "--shell", "bash", "--out", out.toString());

        assertThat(ran.status()).isEqualTo(Session.WRONG_INPUT);
        assertThat(ran.err()).contains("the site must reach no server that can be tried");
        assertThat(out).doesNotExist();
    }
}
