package org.sallyport.lab.privoxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.sallyport.targets.privoxy.Privoxy;

/** The reader against the real Privoxy. */
class PrivoxyLabTest {

    /** In front of lists that let through what they name, and nothing else. */
    private static final String BLOCK_ALL = "{+block{all}}\n/\n{-block}\n";

    private static final List<HostName> ODD_NAMES = Stream.of(
                    "example.com",
                    "a.example.com",
                    "b.example.com",
                    "a.b.example.com",
                    "aa.example.com",
                    "aab.example.com",
                    "aaab.example.com",
                    "evilexample.com",
                    "evil-example.com",
                    "example.com.evil.net",
                    "a.example.com.evil.net",
                    "example",
                    "com",
                    "example.net",
                    "a.net",
                    "tf-a-b.net",
                    "tf--b.net",
                    "tf-a-bb.net",
                    "tf-a-bx.net",
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
                "{ name: edge, target: privoxy, options: { listen: \"127.0.0.1:" + port + "\" }" + form + " }");
        Reading reading = site.read(site.files());
        List<HostName> names = site.namesNear(2_000);

        Daemon.Finished check = RunningPrivoxy.check(folder, site.files());
        assertThat(check.status()).describedAs(check.output()).isZero();
        assertThat(check.output()).doesNotContain("Error", "Fatal");
        try (RunningPrivoxy privoxy = RunningPrivoxy.start(folder, site.files(), port)) {
            ProxyQuestions questions = privoxy.questions();
            List<HostName> some = names.subList(0, 300);
            assertThat(LabSite.differences(reading, Port.HTTPS, questions.ask(Method.CONNECT, names, 443)))
                    .isEmpty();
            assertThat(LabSite.differences(reading, Port.HTTP, questions.ask(Method.GET, names, 80)))
                    .isEmpty();
            assertThat(LabSite.differences(reading, Port.tcp(8190), questions.ask(Method.CONNECT, some, 8190)))
                    .isEmpty();
            assertThat(LabSite.differences(reading, Port.tcp(22), questions.ask(Method.GET, some, 22)))
                    .isEmpty();
            assertThat(questions.ask(Method.CONNECT, some, 80)).doesNotContainValue(true);
            assertThat(questions.passes(Method.CONNECT, "D1.SophosUpd.COM.", 443))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com\n",
                ".example.com\n",
                "*.example.com\n",
                "EXAMPLE.com.\n",
                ".example.\n",
                "example.\n",
                ".com\n.\n",
                "*\n",
                "example.com/\n",
                "..example..com\n",
                "a*.example.com\n",
                "*ab.example.com\n",
                "tf-*-b.net\n",
                "?.example.com\n",
                "?a*.example.com\n",
                "*.*.example.com\n",
                ".*-b.net\n",
                "http://example.com/\n",
                "https://example.com\n",
                "<::1>\n192.168.0.1\n.1\n",
                "a.example.com b.example.com\n",
                "bücher.example\n\uFEFFexample.com\n",
                "PCRE-HOST-PATTERN:example\\.com\n",
                "pcre-host-pattern:^a\\.example\\.com$\n",
                "PCRE-HOST-PATTERN:^a\\d?|com\n",
                "PCRE-HOST-PATTERN:\n",
                ".example.com:443\n",
                ".example.com:80,22\n",
                ".example.com:400-500\n",
                ".example.com:-80\n",
                ".example.com:440-450,20-30\n",
                ".example.com:\n",
                ".example.com:22, 443\n",
                ".example.com\n{+block{x}}\na.example.com\n",
                ".example.com\n{+block{x}}\n.example.com:443\n{-block}\nb.example.com:443\n",
                "{+limit-connect{443}}\n/\n{-block}\n.net\n",
                "{+limit-connect{,}}\n/\n{-block}\n.net\n",
                "{+limit-connect{-}}\n/\n{-block}\n.net\n",
                "{+limit-connect{443}}\n/\n{-limit-connect -block}\n/\n",
                "{+handle-as-image +block{x} -block}\n.net\n",
                "{+block{x\\}} -block}\n.net\n",
                "{ \\\n +prevent-compression \\\n -block \\\n}\na.net\n",
                "a.net # why\n# evil.net\n  example.\\\nnet\n",
                "# why \\\na.net\n",
                "a.net # why \\\nevil.net\n",
                "a.net\\#evil.net\n",
                "{}\nevil.net\n",
            })
    void oddListsMeanToPrivoxyWhatTheReaderSays(String list) throws IOException, InterruptedException {
        differ(BLOCK_ALL + list, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{+block{x}}\n.net\n",
                "{+block}\n/\n",
                """
                {{settings}}
                for-privoxy-version=3.0.11
                {{description}}
                words
                {{alias}}
                +no = +block{no}
                yes = -block -filter
                {+no}
                /
                { YES }
                .net
                """,
                "{{alias}}\nno = +block{no}\nnone = no -block\n{none}\n.net\n",
                "{ +block{all} }\n/\n{ -block }\n.net\n{ +block{all} }\n",
            })
    void wholeFilesMeanToPrivoxyWhatTheReaderSays(String file) throws IOException, InterruptedException {
        differ(file, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toggle 0\n", "TOGGLE 1\n", "# toggle 0\n", "toggle 0\ntoggle 1\n"})
    void configurationsMeanToPrivoxyWhatTheReaderSays(String more) throws IOException, InterruptedException {
        differ(BLOCK_ALL + "a.net\n", more);
    }

    private void differ(String list, String more) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        DeviceFiles files = files(port, list, more + "enforce-blocks 1\n");
        Reading reading = new Privoxy().read(files);

        assertThat(reading.notUnderstood()).isEmpty();
        List<String> differences = new ArrayList<>();
        try (RunningPrivoxy privoxy = RunningPrivoxy.start(folder, files, port)) {
            for (int at : List.of(443, 22)) {
                differences.addAll(
                        LabSite.differences(
                                        reading,
                                        Port.tcp(at),
                                        privoxy.questions().ask(Method.CONNECT, ODD_NAMES, at))
                                .stream()
                                // where tunnels are limited, a plain request can pass all the same
                                .filter(difference ->
                                        !difference.endsWith("passes: false, the reader says false to true"))
                                .toList());
            }
            differences.addAll(
                    LabSite.differences(reading, Port.HTTP, privoxy.questions().ask(Method.GET, ODD_NAMES, 80)));
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.net\n",
                "{+block{x}\na.net\n",
                "{+block{x}} # why\n{+unheard-of}\n/\n",
                "{+block{x}}}\n/\n",
                "{-block}\n/\n{{alias}}\nx = +block{x}\n",
                "{{alias}}\nx\n",
                "{{whatever}}\n",
            })
    void whatTheReaderDoesNotTakePrivoxyRefuses(String list) throws IOException, InterruptedException {
        DeviceFiles files = files(Daemon.freePort(), list, "enforce-blocks 1\n");

        assertThat(new Privoxy().read(files).lines())
                .anyMatch(line -> line.state() == Line.State.WRONG || line.state() == Line.State.UNKNOWN);
        assertThat(RunningPrivoxy.check(folder, files).status()).isNotZero();
    }

    @Test
    void privoxysOwnStarMissesNamesAndTheReaderDoesNotTrustIt() throws IOException, InterruptedException {
        int port = Daemon.freePort();
        DeviceFiles files = files(port, BLOCK_ALL + "*aab.example.com\n", "enforce-blocks 1\n");

        try (RunningPrivoxy privoxy = RunningPrivoxy.start(folder, files, port)) {
            assertThat(privoxy.questions().passes(Method.CONNECT, "aab.example.com", 443))
                    .isTrue();
            assertThat(privoxy.questions().passes(Method.CONNECT, "aaab.example.com", 443))
                    .isFalse();
        }
        assertThat(new Privoxy().read(files).notUnderstood()).hasSize(1);
    }

    @Test
    void withoutEnforceBlocksAClientPassesByAWordInThePath() throws IOException, InterruptedException {
        HostName evil = HostName.parse("evil.net");
        for (String enforced : List.of("", "enforce-blocks 0\n", "enforce-blocks 1\n")) {
            int port = Daemon.freePort();
            DeviceFiles files = files(port, BLOCK_ALL + "a.net\n", enforced);
            Reading reading = new Privoxy().read(files);
            try (RunningPrivoxy privoxy = RunningPrivoxy.start(folder, files, port)) {
                boolean passes = privoxy.questions().passes(Method.GET, "evil.net/PRIVOXY-FORCE", 80);
                assertThat(passes).isEqualTo(reading.possibly().at(Port.HTTP).contains(evil));
                assertThat(privoxy.questions().passes(Method.GET, "evil.net", 80))
                        .isEqualTo(reading.surely().at(Port.HTTP).contains(evil));
            }
        }
    }

    private static DeviceFiles files(int port, String actions, String more) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "odd.config",
                "confdir /etc/privoxy\nlogdir /var/log/privoxy\nlisten-address 127.0.0.1:" + port
                        + "\nactionsfile odd.action\n" + more);
        files.put("odd.action", actions);
        return new DeviceFiles(files);
    }
}
