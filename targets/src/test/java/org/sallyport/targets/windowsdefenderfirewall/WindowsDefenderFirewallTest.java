package org.sallyport.targets.windowsdefenderfirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class WindowsDefenderFirewallTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr], regions: [eu-west-1] }
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "time.example.net", ports: [443, 123/udp], reason: "café" }
            devices:
              - { name: laptops, target: windows-defender-firewall%s }
            """;

    @Test
    void aNameIsAKeywordAndARuleForEachTransport() {
        Rendered rendered = Rendered.site(SITE.formatted(", inexpressible: omit"));

        assertThat(text(rendered).lines().filter(line -> line.contains("time.example.net")))
                .hasSize(3)
                .anyMatch(line -> line.contains("-Keyword 'time.example.net' -AutoResolve $true"))
                .anyMatch(line -> line.contains("-Protocol TCP -RemotePort 443 "))
                .anyMatch(line -> line.contains("-Protocol UDP -RemotePort 123 "));
        RenderedAssert.assertThat(rendered)
                .permits("time.example.net", 443)
                .denies("time.example.net", 80)
                .denies("a.time.example.net");
        assertProven(rendered);
    }

    @Test
    void aWildcardIsNeverWrittenForNobodySaysWhatItMeans() {
        Rendered unruled = Rendered.site(SITE.formatted(""));

        assertThat(text(unruled)).doesNotContain("-Keyword '*");
        assertThat(unruled.rendering().concessions())
                .filteredOn(concession -> concession.rule().host().toString().equals("*.example.org"))
                .singleElement()
                .matches(concession -> concession.kind() == Concession.Kind.UNRULED);
    }

    @Test
    void whatAnEarlierScriptLeftIsRemovedFirstAndTheDoorIsShutLast() {
        List<String> lines = text(Rendered.site(SITE.formatted(", inexpressible: omit")))
                .lines()
                .toList();

        assertThat(lines.getLast()).isEqualTo("Set-NetFirewallProfile -All -Enabled True -DefaultOutboundAction Block");
        assertThat(lines.stream().filter(line -> line.startsWith("Get-")))
                .hasSize(2)
                .allMatch(line -> line.contains("| Remove-NetFirewall"));
        String own = Pattern.compile("-like '(\\{[0-9a-f]{8}-)\\*'")
                .matcher(String.join("\n", lines))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(lines.stream().filter(line -> line.startsWith("New-NetFirewallDynamic")))
                .allMatch(line -> line.contains("-Id '" + own));
    }

    @Test
    void noTwoKeywordsHaveOneIdentifier() {
        List<String> identifiers = text(Rendered.site(SITE.formatted(", inexpressible: omit")))
                .lines()
                .filter(line -> line.startsWith("New-NetFirewallDynamic"))
                .map(line -> line.substring(line.indexOf('{'), line.indexOf('}') + 1))
                .toList();

        assertThat(identifiers)
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("\\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\}"));
    }

    @Test
    void aScriptIsAsciiForWindowsPowerShellReadsItInItsOwnCodePage() {
        assertThat(text(Rendered.site(SITE.formatted(", inexpressible: omit"))))
                .isASCII()
                .contains("caf?");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("firewall.ps1", "");
    }
}
