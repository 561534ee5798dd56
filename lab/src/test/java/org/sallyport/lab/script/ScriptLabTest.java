package org.sallyport.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.Aim;
import org.sallyport.check.Aims;
import org.sallyport.check.script.Script;
import org.sallyport.check.script.Shell;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.NpmPackages;

/** No PowerShell runs here: what is known of its script is that it parses, and what it calls. */
class ScriptLabTest {

    private static final Path PARSE = Path.of("src/test/resources/org/sallyport/lab/script/parse.js");

    /** Of the parts of Windows PowerShell 5.1 that are there without a module of their own. */
    private static final Set<String> COMMANDS =
            Set.of("Set-StrictMode", "New-Object", "Start-Sleep", "Write-Host", "Write-Output", "Write-Warning");

    @TempDir
    private Path folder;

    @Test
    void shellcheckFindsNothingInTheScriptForBash() throws Exception {
        Path script = Files.writeString(folder.resolve("check.sh"), script("'$(a)`b`\"\n\u00e9", Shell.BASH));

        Daemon.Finished checked = Daemon.run(
                folder, List.of(Daemon.find("shellcheck", "shellcheck").toString(), script.toString()));

        assertThat(checked.output()).isEmpty();
        assertThat(checked.status()).isZero();
    }

    @Test
    void theScriptForPowerShellParsesAndCallsNothingButItsOwn() throws Exception {
        List<String> parsed = parse(script("running", Shell.POWERSHELL));

        assertThat(parsed).endsWith("end").noneMatch(line -> line.startsWith("fault "));
        Set<String> functions = named(parsed, "function ");
        assertThat(functions).contains("Get-Address", "Connect-Server", "Start-Tls", "Request-Page");
        Set<String> called = named(parsed, "command ");
        assertThat(called).containsAll(functions);
        called.removeAll(functions);
        assertThat(called).isEqualTo(COMMANDS);
    }

    @Test
    void whatACatalogSaysIsTextForPowerShell() throws Exception {
        List<String> calm = parse(script("running", Shell.POWERSHELL));
        for (String answer : List.of(
                "';Stop-Computer;'",
                "$(Stop-Computer)",
                "`\";Stop-Computer;\"",
                "\u2019;Stop-Computer;\u2019",
                "\r\n)\r\nStop-Computer\r\n")) {
            List<String> parsed = parse(script(answer, Shell.POWERSHELL));

            assertThat(parsed.stream().filter(line -> !line.startsWith("text ")))
                    .isEqualTo(calm.stream()
                            .filter(line -> !line.startsWith("text "))
                            .toList());
        }
        assertThat(parse(script("it's$(a)", Shell.POWERSHELL))).contains("text 'it''s$(a)'");
    }

    @Test
    void theGrammarKnowsAFault() throws Exception {
        assertThat(parse("$a = @(1, 2\n")).anyMatch(line -> line.startsWith("fault "));
    }

    private List<String> parse(String script) throws IOException, InterruptedException {
        Path packages = NpmPackages.with("web-tree-sitter");
        return NpmPackages.run(folder, PARSE, script, packages.toString());
    }

    private static Set<String> named(List<String> parsed, String kind) {
        return parsed.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .collect(Collectors.toSet());
    }

    private static String script(String answer, Shell shell) {
        HostName name = HostName.parse("d1.example.com");
        Provenance line = new Provenance(Id.parse("page"), 1);
        Rule rule = new Rule(new HostPattern.Exact(name), Ports.of(Port.HTTPS), Rule.Form.OWN, new Rule.Own("test", 1));
        Check.Request request = new Check.Request(
                Id.parse("windows"),
                URI.create("https://d1.example.com/it's"),
                name,
                Optional.of(new Check.Answer(answer, line)),
                line);
        Aim plain = new Aim(name, Port.HTTP, Aim.Speech.HTTP, List.of(rule), Optional.empty());
        Aim asking = new Aim(name, Port.HTTPS, Aim.Speech.TLS, List.of(rule), Optional.of(request));
        return Script.of(Id.parse("here"), new Aims(List.of(plain, asking), Map.of(), List.of()))
                .in(shell);
    }
}
