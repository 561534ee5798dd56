package org.sallyport.lab.tinyproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.proxy.ProxyQuestions;
import org.sallyport.lab.proxy.ProxyQuestions.Method;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.tinyproxy.Tinyproxy;

/** The reader against the real tinyproxy. */
class TinyproxyLabTest {

    private static final List<HostName> ODD_NAMES = Stream.of(
                    "example.com",
                    "a.example.com",
                    "b.example.com",
                    "a.b.example.com",
                    "evilexample.com",
                    "evil-example.com",
                    "aexample.com",
                    "example.com.evil.net",
                    "a.example.com.evil.net",
                    "axexample.com",
                    "a-example.com",
                    "example.net",
                    "a.net",
                    "aa.net",
                    "ab",
                    "b.b",
                    "_b.example.com",
                    "xn--bcher-kva.example",
                    "evil.net")
            .map(HostName::parse)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ", wildcards: false, inexpressible: omit"})
    void theListLetsThroughWhatTheReaderSays(String form) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        LabSite site = LabSite.with(
                "{ name: edge, target: tinyproxy, options: { listen: \"127.0.0.1:" + port + "\" }" + form + " }");
        Reading reading = site.read(site.files());
        List<HostName> names = site.namesNear(2_000);

        try (RunningTinyproxy tinyproxy = RunningTinyproxy.start(folder, site.files(), port)) {
            ProxyQuestions questions = tinyproxy.questions();
            assertThat(LabSite.differences(reading, Port.HTTPS, questions.ask(Method.CONNECT, names, 443)))
                    .isEmpty();
            assertThat(LabSite.differences(reading, Port.HTTP, questions.ask(Method.GET, names, 80)))
                    .isEmpty();
            assertThat(LabSite.differences(
                            reading, Port.tcp(8190), questions.ask(Method.CONNECT, names.subList(0, 200), 8190)))
                    .isEmpty();
            // ConnectPort is a matter of tunnels alone
            assertThat(questions.passes(Method.CONNECT, "d1.sophosupd.com", 22)).isFalse();
            assertThat(questions.passes(Method.CONNECT, "d1.sophosupd.com", 80)).isFalse();
            assertThat(questions.passes(Method.GET, "d1.sophosupd.com", 22)).isTrue();
            assertThat(questions.passes(Method.CONNECT, "D1.SophosUpd.COM", 443))
                    .isTrue();
            assertThat(questions.passes(Method.CONNECT, "d1.sophosupd.com.", 443))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                // the configuration, and the rules with a comma for the end of a line
                "Filter|FilterDefaultDeny Yes => example.com",
                "Filter|FilterDefaultDeny Yes => *.example.com",
                "Filter|FilterDefaultDeny Yes => (^|\\.)example\\.com$",
                "Filter|FilterDefaultDeny Yes => \\(^\\|\\.\\)example\\.com$",
                "Filter|FilterDefaultDeny Yes => ^a\\{1\\,2\\}\\.net$,a+b,^ab*$",
                "Filter|FilterDefaultDeny Yes => ^a\\+b*\\.\\?net$",
                "Filter|FilterDefaultDeny Yes => ^*a,a^b,^^a,b$a",
                "Filter|FilterDefaultDeny Yes => ^[^.]*\\.net$,[[:digit:]],^_b,[]a]b",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes => (^|\\.)example\\.com$",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes => \\.example\\.com$,^evil\\.net$",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes => example.com",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes => ^A\\.EXAMPLE\\.com$",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes => ^a{1}b|b.b|(c|)$",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes|FilterExtended No => (^|\\.)example\\.com$",
                "Filter|FilterDefaultDeny Yes|FilterExtended Yes|FilterCaseSensitive Yes => ^A\\.,^b\\.ex",
                "Filter|FilterDefaultDeny Yes|FilterType ere => (^|\\.)example\\.com$",
                "Filter|FilterDefaultDeny Yes|FilterType ERE => (^|\\.)example\\.com$",
                "Filter|FilterDefaultDeny Yes|FilterType fnmatch => *.example.com",
                "Filter|FilterDefaultDeny Yes|FilterType fnmatch => ?.example.com,[!b]*.net,EVIL.net,**b",
                "Filter|FilterDefaultDeny Yes|FilterType fnmatch|FilterExtended Yes => a.*",
                "Filter|FilterDefaultDeny Yes|FilterDefaultDeny No => ^a\\.",
                "Filter => ^a\\.",
                "Filter|FilterDefaultDeny No => example\\.com$",
                "FilterDefaultDeny Yes => ^a\\.",
                "Filter|FilterDefaultDeny Yes => # example.com",
                "Filter|FilterDefaultDeny Yes => ^a\\.net$ evil.net,  ^b\\.b$# evil.net,x\\#evil.net # evil.net",
                "Filter|FilterDefaultDeny Yes => \uFEFF^a\\.net$,é*b,b\\.b,[^é]\\.net$",
                "Filter|FilterDefaultDeny Yes => ^a\\.net$<CR>,\u000b^b\\.b$\u000c",
                "   filter|\tFILTERDEFAULTDENY   yes   |# comment => ^a\\.net$"
            })
    void oddTextsMeanToTinyproxyWhatTheReaderSays(String configuration, String rules)
            throws IOException, InterruptedException {
        int port = Daemon.freePort();
        DeviceFiles files = files(port, configuration, rules);
        Reading reading = new Tinyproxy().read(files);

        assertThat(reading.notUnderstood()).isEmpty();
        try (RunningTinyproxy tinyproxy = RunningTinyproxy.start(folder, files, port)) {
            assertThat(LabSite.differences(
                            reading, Port.HTTPS, tinyproxy.questions().ask(Method.CONNECT, ODD_NAMES, 443)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "Filter|FilterExtended Yes => *.example.com",
                "Filter|FilterExtended Yes # comment => ^a",
                "Filter|FilterDefaultDeny Yes<CR> => ^a",
                "Filter|FilterDefaultDeny => ^a",
                "Filter|FilterDefaultDeny maybe => ^a",
                "Filter| # comment => ^a",
                "Filter|Unknown Yes => ^a",
                "\uFEFFFilter => ^a"
            })
    void whatTheReaderCallsWrongTinyproxyRefuses(String configuration, String rules)
            throws IOException, InterruptedException {
        DeviceFiles files = files(Daemon.freePort(), configuration, rules);

        assertThat(new Tinyproxy().read(files).lines()).anyMatch(line -> line.state() == Line.State.WRONG);
        assertThat(RunningTinyproxy.refused(folder, files).status()).isNotZero();
    }

    @Test
    void noConnectPortIsEveryPortAndZeroIsNone() throws IOException, InterruptedException {
        for (String ports : List.of("", "|ConnectPort 0", "|ConnectPort 0443", "|ConnectPort 443")) {
            int port = Daemon.freePort();
            DeviceFiles files = files(port, "Filter|FilterDefaultDeny Yes" + ports, "^a\\.net$");
            Reading reading = new Tinyproxy().read(files);
            try (RunningTinyproxy tinyproxy = RunningTinyproxy.start(folder, files, port)) {
                for (int at : List.of(22, 291, 443)) {
                    assertThat(tinyproxy.questions().passes(Method.CONNECT, "a.net", at))
                            .describedAs("%s, port %s", ports, at)
                            .isEqualTo(reading.surely().at(Port.tcp(at)).contains(HostName.parse("a.net")));
                    assertThat(tinyproxy.questions().passes(Method.GET, "a.net", at))
                            .isEqualTo(reading.possibly().at(Port.tcp(at)).contains(HostName.parse("a.net")));
                }
            }
        }
    }

    @Test
    void aLongCommentIsARuleBehindItsCutAndTheReaderDoesNotTrustIt() throws IOException, InterruptedException {
        int port = Daemon.freePort();
        DeviceFiles files = files(port, "Filter|FilterDefaultDeny Yes", "# " + "x".repeat(509) + "evil");

        try (RunningTinyproxy tinyproxy = RunningTinyproxy.start(folder, files, port)) {
            assertThat(tinyproxy.questions().passes(Method.CONNECT, "evil.net", 443))
                    .isTrue();
        }
        assertThat(new Tinyproxy().read(files).possibly().at(Port.HTTPS).contains(HostName.parse("evil.net")))
                .isTrue();
        DeviceFiles shorter = files(port, "Filter|FilterDefaultDeny Yes", "# " + "x".repeat(504) + "evil");
        try (RunningTinyproxy tinyproxy = RunningTinyproxy.start(folder, shorter, port)) {
            assertThat(tinyproxy.questions().passes(Method.CONNECT, "evil.net", 443))
                    .isFalse();
        }
        assertThat(new Tinyproxy().read(shorter).notUnderstood()).isEmpty();
    }

    private DeviceFiles files(int port, String configuration, String rules) {
        String lines = configuration.replaceFirst("(?i)filter(\\||$)", "Filter \"" + folder + "/odd.filter\"$1");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("odd.conf", ended(lines.replace('|', '\n')) + "\nListen 127.0.0.1\nPort " + port + "\n");
        files.put("odd.filter", ended(rules.replaceAll("(?<!\\\\),", "\n").replace("\\,", ",")) + "\n");
        return new DeviceFiles(files);
    }

    private static String ended(String lines) {
        return lines.replace("<CR>", "\r");
    }
}
