package org.sallyport.lab.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import org.sallyport.lab.dns.Upstream;
import org.sallyport.lab.proxy.ClientHello;
import org.sallyport.lab.proxy.Clients;
import org.sallyport.lab.proxy.Servers;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.nginx.Nginx;

/** What the reader says of a text, held against the real nginx with the same text. */
class NginxLabTest {

    private static final Nginx NGINX = new Nginx();
    private static final int NAMES = 2_000;
    private static final List<Integer> PORTS = List.of(80, 443, 8190);
    private static final List<HostName> NEAR = Stream.of(
                    "example.com",
                    "a.example.com",
                    "a.b.example.com",
                    "b.example.com",
                    "d1.example.com",
                    "x.d1.example.com",
                    "evil-example.com",
                    "example.com.evil.net",
                    "evil.net",
                    "example.net",
                    "default",
                    "com")
            .map(HostName::parse)
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"''", "', wildcards: false, inexpressible: omit'"})
    void theRealNginxDecidesAsTheReaderSays(String form) throws IOException, InterruptedException {
        try (Upstream dns = Upstream.answering(Servers.ADDRESS)) {
            LabSite site = site(dns, form);
            DeviceFiles files = site.files();
            Reading reading = site.read(files);
            List<HostName> names = site.namesNear(NAMES);

            Daemon.Finished checked = RunningNginx.check(folder, files);
            assertThat(checked.status()).describedAs(checked.output()).isZero();
            assertThat(checked.output()).doesNotContain("warn", "emerg", "alert");
            try (RunningNginx nginx = RunningNginx.start(folder, files, PORTS)) {
                assertThat(differences(nginx, reading, 443, names, Clients::tls))
                        .isEmpty();
                assertThat(differences(nginx, reading, 80, names, Clients::http))
                        .isEmpty();
                List<HostName> some = names.subList(0, 300);
                assertThat(differences(nginx, reading, 8190, some, Clients::tls))
                        .isEmpty();
                assertThat(differences(nginx, reading, 443, some, Clients::shoutedTls))
                        .isEmpty();
                assertThat(differences(nginx, reading, 80, some, Clients::shoutedHttp))
                        .isEmpty();
            }
        }
    }

    @Test
    void whatGivesNoNameOrAnotherThanItSaysDoesNotPass() throws IOException, InterruptedException {
        try (Upstream dns = Upstream.answering(Servers.ADDRESS)) {
            try (RunningNginx nginx = RunningNginx.start(folder, site(dns, "").files(), PORTS)) {
                int tls = nginx.at(443);
                int http = nginx.at(80);
                assertThat(Clients.passes(tls, ClientHello.naming("d1.sophosupd.com")))
                        .isTrue();
                // the same name, and the DNS takes it for the same
                assertThat(Clients.passes(tls, ClientHello.naming("d1.sophosupd.com.")))
                        .isTrue();
                assertThat(Clients.passes(tls, ClientHello.naming("d1.sophosupd.com..")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming(".sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming("sophosupd.com\0.evil.net")))
                        .isFalse();
                // the end is allowed, and the beginning would be an address of its own
                assertThat(Clients.passes(tls, ClientHello.naming(Servers.ADDRESS + ":" + tls + "/.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming(Servers.ADDRESS + ":" + tls + ".sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming(Servers.ADDRESS + ":" + tls + "?.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http(Servers.ADDRESS + ":" + http + "/.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http(Servers.ADDRESS + ":" + http + "?.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(tls, ClientHello.naming(""))).isFalse();
                assertThat(Clients.passes(tls, ClientHello.nameless())).isFalse();
                assertThat(Clients.passes(tls, Clients.http("d1.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http("d1.sophosupd.com")))
                        .isTrue();
                assertThat(Clients.passes(http, Clients.http("d1.sophosupd.com.")))
                        .isTrue();
                assertThat(Clients.passes(http, Clients.http("evil.net,_http.example.net")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http("evil.net\r\nHost: d1.sophosupd.com")))
                        .isFalse();
                assertThat(Clients.passes(http, Clients.http(""))).isFalse();
                assertThat(Clients.passes(http, ClientHello.naming("d1.sophosupd.com")))
                        .isFalse();
                assertThat(passes(
                                http,
                                "GET http://evil.net/ HTTP/1.1\r\nHost: d1.sophosupd.com\r\nConnection: close\r\n\r\n"))
                        .isFalse();
                assertThat(
                                passes(
                                        http,
                                        "CONNECT d1.sophosupd.com:80 HTTP/1.1\r\nHost: d1.sophosupd.com\r\nConnection: close\r\n\r\n"))
                        .isFalse();
                assertThat(passes(http, "GET / HTTP/1.0\r\n\r\n")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostnames; d1.example.com 1; A.Example.COM 1;",
                "hostnames; .example.com 1;",
                "hostnames; *.example.com 1;",
                "hostnames; *.example.com 1; example.com 1;",
                "hostnames; .example.com 1; a.example.com 0;",
                "hostnames; .example.com 1; .b.example.com 0; *.d1.example.com 0;",
                "hostnames; .com 1; *.example.com 0; ~^a 1;",
                "hostnames; example.* 1; a.example.* 1;",
                "hostnames; .example.com 0; ~example 1; example.* 1;",
                "hostnames; ~example\\.com 1;",
                "hostnames; ~^([a-z0-9-]+\\.)*example\\.com$ 1;",
                "hostnames; ~*^A\\.EXAMPLE 1;",
                "hostnames; ~^A\\.EXAMPLE 1;",
                "hostnames; \"~^[a-z]{1,2}\\.example\\.com$\" 1;",
                "hostnames; default 1; .example.com 0;",
                "hostnames; \\default 1; example.com. 1; .net. 1;",
                "a.example.com 1; hostnames; .example.net 1;",
                "a.example.com 1; *.example.com 1; .example.net 1;",
                "A.example.com 1;",
                "\\*.example.com 1; default 0;",
                "hostnames; a.example.com \"1\"; 'evil.net' 1; b.example.com 1 ; # example.net 1;",
                "hostnames; a.example.com 1; include list;",
                "hostnames; example.com#evil.net 1; a.example.com\t1;",
                "hostnames; a.example.com $ssl_preread_server_name;",
                "hostnames; ~^a\\. 0; ~example 1;",
                "volatile; hostnames; . 1; .example.com 1;"
            })
    void oddMapsMeanToNginxWhatTheReaderSays(String entries) throws IOException, InterruptedException {
        assertAgreement("""
                map $ssl_preread_server_name $ok {
                    %s
                }
                map $ok $to {
                    1 %2$s:$server_port;
                    a.example.com %2$s:$server_port;
                    default "";
                }
                server {
                    listen 127.0.0.1:443;
                    ssl_preread on;
                    proxy_pass $to;
                }
                """.formatted(entries + "\n", Servers.ADDRESS), "", 443, Clients::tls, Clients::shoutedTls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server { listen 127.0.0.1:443; ssl_preread on; proxy_pass SERVER; }",
                "server { listen 127.0.0.1:443; proxy_pass $to; }",
                "ssl_preread on; server { listen 127.0.0.1:443; proxy_pass $to; }",
                "ssl_preread on; server { listen 127.0.0.1:443; ssl_preread off; proxy_pass $to; }",
                "ssl_preread on; server { listen 127.0.0.1:443; return $to; }",
                "ssl_preread on; server { listen 127.0.0.1:443; deny all; proxy_pass $to; }"
            })
    void oddServersMeanToNginxWhatTheReaderSays(String server) throws IOException, InterruptedException {
        assertAgreement(
                """
                map $ssl_preread_server_name $to {
                    hostnames;
                    .example.com SERVER;
                    default "";
                }
                %s
                """.formatted(server).replace("SERVER", Servers.ADDRESS + ":$server_port"),
                "",
                443,
                Clients::tls,
                Clients::shoutedTls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server { listen 127.0.0.1:80; if ($ok = 0) { return 403; } PASS }",
                "server { listen 127.0.0.1:80; if ($ok) { return 403; } PASS }",
                "server { listen 127.0.0.1:80; if ($host !~ example\\.com$) { return 403; } PASS }",
                "server { listen 127.0.0.1:80; if ($host ~* ^A\\.) { return 444; } PASS }",
                "server { listen 127.0.0.1:80; if ($host != a.example.com) { return 403; } PASS }",
                "server { listen 127.0.0.1:80; PASS } server { listen 127.0.0.1:80; server_name a.example.com *.net; return 403; }",
                "server { listen 127.0.0.1:80; return 403; } server { listen 127.0.0.1:80; server_name .Example.com ~^evil; PASS }",
                "server { listen 127.0.0.1:80; server_name a.example.com; PASS }",
                "server { listen 127.0.0.1:80; server_name a.example.com; PASS } server { listen 127.0.0.1:80;\n"
                        + " server_name _; return 403; }",
                "server { listen 127.0.0.1:80; server_name a.example.com; PASS } server { listen 127.0.0.1:80 default_server;"
                        + " server_name b.example.com; return 403; }",
                "server { listen 127.0.0.1:80; server_name example.*; PASS } server { listen 127.0.0.1:80;\n"
                        + " server_name a.example.com a.example.com; return 403; }",
                "server { listen 127.0.0.1:80; location / { if ($ok = 0) { return 403; } proxy_pass http://SERVER; } }",
                "server { listen 127.0.0.1:80; return 403; PASS }",
                "server { listen 127.0.0.1:80; location / { return 403; proxy_pass http://SERVER; } }"
            })
    void oddHttpServersMeanToNginxWhatTheReaderSays(String servers) throws IOException, InterruptedException {
        String text = """
                map $host $ok {
                    hostnames;
                    .example.com 1;
                    default 0;
                }
                %s
                """.formatted(servers.replace("PASS", "location / { proxy_pass http://SERVER; }"))
                .replace("SERVER", Servers.ADDRESS + ":$server_port");
        assertAgreement("", text, 80, Clients::http, Clients::shoutedHttp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".example.com 1; example.com 1;",
                ".example.com 1; *.example.com 1;",
                "*.example.com 1; .example.com 1;",
                "example.com 1; .example.com 1;",
                "example.com 1; Example.COM 1;",
                "*.example.com 1; *.example.com 1;",
                "*example.com 1;",
                "a.*.example.com 1;",
                "tf-*-bucket.example.com 1;",
                "*. 1;",
                "a..b 1;",
                "example.com 1 1;",
                "example.com;",
                "default 0; default 1;",
                "~^[a-z]{1,2}$ 1;",
                "\"a.com\"x 1;",
                "a.com 1",
                "tf-presigned-url-eu-west-1-prod-and-so-on-bucket.s3.eu-west-1.amazonaws.com 1;",
                "*.tf-presigned-url-eu-west-1-prod-and-so-on-bucket.s3.eu-west-1.amazonaws.com 1;",
                "example.com 1; }",
                "example.com { a 1; }"
            })
    void whatTheReaderCallsWrongNginxRefuses(String entries) throws IOException, InterruptedException {
        DeviceFiles files = stream("""
                map $ssl_preread_server_name $to {
                    hostnames;
                    %s
                }
                server {
                    listen 127.0.0.1:4443;
                    proxy_pass $to;
                }
                """.formatted(entries + "\n"), "");
        Daemon.Finished checked = RunningNginx.check(folder, files);

        assertThat(checked.status()).describedAs(checked.output()).isNotZero();
        assertThat(NGINX.read(files).lines()).anyMatch(line -> line.state() == Line.State.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.example.com 1; example.com 1;",
                "*.example.com 1; a.example.com 1;",
                "example.* 1; *.example 1;",
                "example.com 1; example.com. 1;",
                "~a 1; ~a 1;",
                "*.prod-and-so-on-bucket.s3.eu-west-1.compute.sub-domain.somewhere.amazonaws.com 1;"
            })
    void whatTheReaderTakesNginxTakes(String entries) throws IOException, InterruptedException {
        DeviceFiles files = stream("""
                map $ssl_preread_server_name $to {
                    hostnames;
                    %s
                }
                server {
                    listen 127.0.0.1:4443;
                    proxy_pass $to;
                }
                """.formatted(entries), "");
        Daemon.Finished checked = RunningNginx.check(folder, files);

        assertThat(checked.status()).describedAs(checked.output()).isZero();
        assertThat(NGINX.read(files).lines()).allMatch(Line::isUnderstood);
    }

    @Test
    void theLongestNameFitsIntoTheBucketsThatTheReaderSays() throws IOException, InterruptedException {
        for (int octets = 30; octets <= 120; octets++) {
            for (int bucket : List.of(32, 64, 100, 128)) {
                String name = "a".repeat(29) + "." + "b".repeat(octets - 30);
                DeviceFiles files = stream(
                        "map_hash_bucket_size " + bucket + ";\nmap $ssl_preread_server_name $to {\n" + name
                                + " 1;\n}\nserver {\nlisten 127.0.0.1:4443;\nproxy_pass $to;\n}\n",
                        "");
                boolean taken = RunningNginx.check(folder, files).status() == 0;
                boolean read = NGINX.read(files).lines().stream().allMatch(Line::isUnderstood);

                assertThat(read).describedAs("%s in %s", octets, bucket).isEqualTo(taken);
            }
        }
    }

    private void assertAgreement(
            String stream, String http, int port, Function<HostName, byte[]> usual, Function<HostName, byte[]> shouted)
            throws IOException, InterruptedException {
        DeviceFiles files = stream(stream, http);
        Reading reading = NGINX.read(files);
        Daemon.Finished checked = RunningNginx.check(folder, files);
        assertThat(checked.status()).describedAs(checked.output()).isZero();
        assertThat(reading.lines()).allMatch(Line::isUnderstood);
        try (RunningNginx nginx = RunningNginx.start(folder, files, List.of(port))) {
            Map<HostName, Boolean> passing = Clients.pass(nginx.at(port), NEAR, usual);
            passing.forEach((name, passes) -> {
                assertThat(reading.surely().at(Port.tcp(port)).contains(name) && !passes)
                        .describedAs("%s is refused", name)
                        .isFalse();
                assertThat(!reading.possibly().at(Port.tcp(port)).contains(name) && passes)
                        .describedAs("%s passes", name)
                        .isFalse();
            });
            Clients.pass(nginx.at(port), NEAR, shouted)
                    .forEach((name, passes) -> assertThat(
                                    !reading.possibly().at(Port.tcp(port)).contains(name) && passes)
                            .describedAs("%s passes in capitals", name)
                            .isFalse());
        }
    }

    private static DeviceFiles stream(String stream, String http) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nginx.conf", """
                pid /run/nginx.pid;
                include /etc/nginx/modules-enabled/*.conf;
                events {
                }
                stream {
                %s}
                http {
                access_log off;
                %s}
                """.formatted(stream, http));
        texts.put("list", "# evil.net 1;\n.net 1; \"b.example.com\" 1;\n");
        return new DeviceFiles(texts);
    }

    private static LabSite site(Upstream dns, String form) {
        return LabSite.with("{ name: edge, target: nginx, options: { listen: 127.0.0.1, resolver: \"127.0.0.1:"
                + dns.port() + "\" }" + form + " }");
    }

    private static boolean passes(int port, String request) throws IOException {
        return Clients.passes(port, request.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> differences(
            RunningNginx nginx, Reading reading, int port, List<HostName> names, Function<HostName, byte[]> beginning)
            throws InterruptedException {
        return LabSite.differences(reading, Port.tcp(port), Clients.pass(nginx.at(port), names, beginning));
    }
}
