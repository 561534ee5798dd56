package org.sallyport.lab.unbound;

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
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.dns.Upstream;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.unbound.Unbound;

/** What the reader says of a text, held against the real Unbound with the same text. */
class UnboundLabTest {

    private static final String REFUSE = "server:\n  local-zone: \".\" always_refuse\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ name: edge, target: unbound }",
                "{ name: edge, target: unbound, options: { answer: nxdomain } }",
                "{ name: edge, target: unbound, wildcards: false, inexpressible: omit }"
            })
    void theRealUnboundAnswersAsTheReaderSays(String device) throws IOException, InterruptedException {
        LabSite site = LabSite.with(device);
        DeviceFiles files = site.files();
        String text = files.texts().getOrDefault("unbound.conf", "");

        Daemon.Finished checked = RunningUnbound.check(folder, text);
        assertThat(checked.status()).describedAs(checked.output()).isZero();
        assertThat(checked.output()).doesNotContain("warning");
        try (RunningUnbound unbound = RunningUnbound.start(folder, text)) {
            Map<HostName, Boolean> answers = unbound.ask(site.namesNear(2_000));

            assertThat(LabSite.differences(site.read(files), Port.HTTPS, answers))
                    .isEmpty();
            assertThat(answers).hasSize(2_000).containsValue(true).containsValue(false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server:\n",
                "server:\n local-zone: \"example.com\" always_transparent\n",
                "server:\n local-zone: \".\" always_transparent\n",
                "server: local-zone: . always_refuse local-zone: \"example.com.\" always_transparent\n",
                REFUSE + "local-zone: \"*.example.com.\" always_transparent\n",
                REFUSE + "local-zone: \"B\u00fccher.example\" always_transparent\n",
                REFUSE + "local-zone: \"EXAMPLE.com\" transparent\nlocal-zone: a.example.com always_nxdomain\n",
                REFUSE + "local-zone: 'a.example.com' typetransparent\nlocal-zone: evil.net inform\n",
                REFUSE + "local-zone: a.example.com always_refuse\nlocal-zone: a.example.com always_transparent\n",
                REFUSE + "local-zone: a.example.com always_transparent\nlocal-zone: a.example.com always_refuse\n",
                REFUSE + "local-zone:\n  \"example.com\" # evil.net\n  always_transparent\r\n",
                REFUSE + "local-zone:\"example.com\"always_transparent\n",
                REFUSE + "local-zone: a#example.com always_transparent # evil.net\n",
                REFUSE + "local-zone: exam\\112le.com always_transparent\n",
                REFUSE + "local-zone: exam\\ple.com always_transparent\n",
                REFUSE + "local-zone: a\\.example.com always_transparent\n",
                REFUSE + "local-zone: com redirect\nlocal-zone: example.com noview\n",
                REFUSE + "local-zone: a.test always_transparent\nlocal-zone: onion nodefault\n",
                REFUSE + "local-zone: . always_transparent\nlocal-zone: com static\n",
                REFUSE + "local-zone: test always_transparent\nlocal-zone: test nodefault\n",
                REFUSE + "local-zone: example.com always_transparent\nlocal-data: \"a.example.com A 192.0.2.1\"\n",
                REFUSE + "local-zone: example.com transparent\nlocal-data: \"a.example.com 60 IN A 192.0.2.1\"\n",
                REFUSE + "local-zone: com redirect\nlocal-data: \"com A 198.51.100.7\"\n",
                REFUSE + "local-data: \"evil.net A 198.51.100.7\"\n",
                "server:\n local-data: \"a.example.com A 198.51.100.7\"\nlocal-zone: example.com refuse\n",
                REFUSE
                        + "local-zone: example.com always_transparent\nlocal-zone-override: example.com 127.0.0.0/8 refuse\n",
                REFUSE + "define-tag: t\nlocal-zone: com always_transparent\nlocal-zone-tag: com t\n",
                REFUSE + "access-control-view: 127.0.0.0/8 v\nview:\n name: v\n local-zone: com always_transparent\n",
            })
    void oddTextsMeanToUnboundWhatTheReaderSays(String text) throws IOException, InterruptedException {
        Reading reading = new Unbound().read(DeviceFiles.of("unbound.conf", text));
        List<HostName> names = Stream.of(
                        "example.com",
                        "a.example.com",
                        "x.a.example.com",
                        "b.example.com",
                        "a.b.example.com",
                        "evilexample.com",
                        "example.com.evil.net",
                        "evil.net",
                        "com",
                        "xn--bcher-kva.example",
                        "a.test",
                        "b.test",
                        "a.onion",
                        "localhost",
                        "example")
                .map(HostName::parse)
                .toList();

        try (RunningUnbound unbound = RunningUnbound.start(folder, text)) {
            unbound.ask(names).forEach((name, passes) -> {
                if (passes) {
                    assertThat(reading.possibly().at(Port.HTTPS).contains(name))
                            .describedAs("%s passes", name)
                            .isTrue();
                } else {
                    assertThat(reading.surely().at(Port.HTTPS).contains(name))
                            .describedAs("%s is stopped", name)
                            .isFalse();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local-zone: \"a..com\" always_transparent\n",
                "local-zone: \".com\" always_transparent\n",
                "local-zone: \"a.com\" Transparent\n",
                "Local-zone: \"a.com\" static\n",
                "local-zone: \"a.com\" static extra\n",
                "local-zone: \"a.com\n",
                "local-zone: \"a.com\"\n",
                "name: \"x\"\n",
                "\uFEFFserver:\n",
                "local-data: \"a\"\n"
            })
    void whatTheReaderCallsWrongUnboundRefuses(String line) throws IOException, InterruptedException {
        assertThat(RunningUnbound.check(folder, REFUSE + line).status()).isNotZero();
        assertThat(new Unbound()
                        .read(DeviceFiles.of("unbound.conf", REFUSE + line))
                        .lines())
                .anyMatch(read -> read.state() == Line.State.WRONG);
    }

    @Test
    void whatAnAllowedNameLeadsToIsResolvedToo() throws IOException, InterruptedException {
        HostName alias = HostName.parse("alias.example.com");
        try (RunningUnbound unbound =
                RunningUnbound.start(folder, REFUSE + "local-zone: example.com always_transparent\n")) {
            assertThat(unbound.ask(List.of(alias, HostName.parse(Upstream.ALIASED))))
                    .containsEntry(alias, true)
                    .containsEntry(HostName.parse(Upstream.ALIASED), false);
        }
    }
}
