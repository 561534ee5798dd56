package org.sallyport.targets.nginx;

import static org.sallyport.targets.RenderedAssert.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class NginxReaderTest {

    @Test
    void aKeyIsOneNameInWhateverCase() {
        assertThat(map("hostnames; d1.example.com 1; A.Example.COM 1;"))
                .permits("d1.example.com", 443)
                .permits("a.example.com", 443)
                .denies("x.d1.example.com")
                .denies("example.com")
                .isUnderstood();
    }

    @Test
    void aDotInFrontIsTheNameAndAllBelowIt() {
        assertThat(map("hostnames; .example.com 1;"))
                .permits("example.com", 443)
                .permits("a.example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("evil-example.com")
                .denies("example.com.evil.net");
    }

    @Test
    void aStarInFrontIsAllBelowAndNotTheName() {
        assertThat(map("hostnames; *.example.com 1;"))
                .permits("a.example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("example.com");
    }

    @Test
    void aStarAtTheEndIsWhateverFollows() {
        assertThat(map("hostnames; example.* 1;"))
                .permits("example.com", 443)
                .permits("example.com.evil.net", 443)
                .denies("a.example.com");
    }

    @Test
    void theLongestKeyCountsAndAWholeNameBeforeAll() {
        assertThat(map("hostnames; .com 1; *.example.com 0; a.example.com 1; ~^b 1;"))
                .permits("example.com", 443)
                .permits("a.example.com", 443)
                .denies("b.example.com")
                .permits("b.net", 443);
    }

    @Test
    void withoutHostnamesWhatLooksLikeAWildcardNeverMatches() {
        Reading reading = map(".example.com 1; *.example.org 1; a.example.net 1;");

        assertThat(reading)
                .denies("example.com")
                .denies("a.example.com")
                .denies("a.example.org")
                // in capitals it is another text
                .permits("a.example.net", 443)
                .isUnderstood();
        Assertions.assertThat(remarks(reading)).contains("without hostnames in front of it");
    }

    @Test
    void anExpressionIsFoundAnywhereUnlessItIsBoundToTheEnds() {
        assertThat(map("hostnames; ~example\\.com 1;")).permits("evil-example.com.evil.net", 443);
        assertThat(map("hostnames; ~^tf-[a-z0-9_-]*-b\\.example\\.com$ 1;"))
                .permits("tf-x-b.example.com", 443)
                .denies("tf-x.y-b.example.com")
                .denies("tf-x-b.example.com.evil.net");
    }

    @Test
    void anExpressionInCapitalsMatchesWhoWritesCapitalsOnly() {
        assertThat(map("hostnames; ~^A\\.EXAMPLE 1;"))
                .leavesOpen("a.example.com")
                .denies("b.example.com");
        assertThat(map("hostnames; ~*^A\\.EXAMPLE 1;")).permits("a.example.com", 443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".example.com 1; example.com 1;",
                "example.com 1; .example.com 1;",
                ".example.com 1; *.example.com 1;",
                "a.example.com 1; A.example.com 1;",
                "*example.com 1;",
                "tf-*-bucket.example.com 1;",
                "~^[a-z]{1,2}$ 1;",
                "default 0; default 1;",
                "a-name-that-is-some-octets-longer-than-the-buckets.example.com 1;",
                "a.example.com;",
                "\"a.example.com\"x 1;"
            })
    void whatTakesNginxDownLetsNothingThroughForSure(String entries) {
        Reading reading = map("hostnames; " + entries);

        Assertions.assertThat(reading.lines()).anyMatch(line -> line.state() == Line.State.WRONG);
        Assertions.assertThat(reading.surely().ports()).isEmpty();
    }

    @Test
    void aNameWithItsWildcardIsFine() {
        assertThat(map("hostnames; *.example.com 1; example.com 1; a.example.com 1;"))
                .permits("example.com", 443)
                .permits("b.example.com", 443)
                .isUnderstood();
    }

    @Test
    void aLongNameNeedsLargerBuckets() {
        String name = "a-name-that-is-some-octets-longer-than-the-buckets.example.com";
        assertThat(map("hostnames; " + name + " 1;")).hasLine(2, Line.State.WRONG);
        assertThat(read("stream {\nmap_hash_bucket_size 256;\n" + TLS.formatted("hostnames; " + name + " 1;") + "}\n"))
                .permits(name, 443)
                .isUnderstood();
    }

    @Test
    void aKeyWithADotAtItsEndIsNeverFound() {
        assertThat(map("hostnames; example.com. 1;")).denies("example.com").isUnderstood();
    }

    @Test
    void whereTheDefaultPassesAllDoesButTheKeys() {
        assertThat(map("hostnames; default 1; .evil.net 0;"))
                .permits("example.com", 443)
                .denies("a.evil.net");
    }

    @Test
    void withoutPrereadNobodyHasAName() {
        assertThat(read("stream {\n"
                        + TLS.formatted("hostnames; .example.com 1;").replace("ssl_preread on;", "") + "}\n"))
                .denies("example.com");
        assertThat(read("stream {\n"
                        + TLS.formatted("hostnames; default 1; .evil.net 0;")
                                .replace("ssl_preread on;", "")
                                .replace("1 $ssl_preread_server_name", "1 192.0.2.9")
                        + "}\n"))
                .permits("a.evil.net", 443);
    }

    @Test
    void aServerWithoutAMapPassesAll() {
        assertThat(read("""
                        stream {
                            server {
                                listen 443;
                                ssl_preread on;
                                proxy_pass $ssl_preread_server_name:443;
                            }
                        }
                        """)).permits("evil.net", 443);
    }

    @Test
    void aHashInsideAWordBeginsNoComment() {
        assertThat(map("hostnames; example.com#evil.net 1; a.example.com 1; # b.example.com 1;"))
                .denies("example.com")
                .permits("a.example.com", 443)
                .denies("b.example.com");
    }

    @Test
    void anIncludedListIsReadWhereItIsGiven() {
        String text = "stream {\n" + TLS.formatted("hostnames; include /etc/nginx/list;") + "}\n";
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nginx.conf", text);
        texts.put("list", "# evil.net 1;\n.example.com 1;\n");

        assertThat(new Nginx().read(new DeviceFiles(texts)))
                .permits("a.example.com", 443)
                .denies("evil.net")
                .isUnderstood();
        assertThat(read(text)).hasLine(2, Line.State.NOT_SUPPORTED).leavesOpen("evil.net");
    }

    @Test
    void anIncludeOfServersThatWereNotGivenIsNotPassedOver() {
        assertThat(read("stream {\n" + TLS.formatted("hostnames; a.com 1;") + "include win-clients/*.conf;\n}\n"))
                .hasLine(12, Line.State.NOT_SUPPORTED)
                .leavesOpen("evil.net");
    }

    @Test
    void theHostHeaderComesWithoutPortAndDotInLowerCase() {
        assertThat(http("listen 80; if ($ok = 0) { return 403; } location / { proxy_pass http://$host:$server_port; }"))
                .permits("a.example.com", 80)
                .denies("evil.net")
                .isUnderstood();
    }

    @Test
    void anIfOfTheWrongWayRoundPassesTheOthers() {
        assertThat(http("listen 80; if ($ok) { return 403; } location / { proxy_pass http://$host; }"))
                .denies("a.example.com")
                .permits("evil.net", 80);
    }

    @Test
    void theFirstServerTakesWhatNoServerNameFits() {
        assertThat(http("listen 80; server_name a.example.com; location / { proxy_pass http://$host; } } server {"
                        + " listen 80; server_name b.example.com; return 403;"))
                .permits("a.example.com", 80)
                .permits("evil.net", 80)
                .denies("b.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen 443 ssl; location / { proxy_pass http://$host; }",
                "listen 80-90; location / { proxy_pass http://$host; }",
                "listen 443; rewrite ^ /x; location / { proxy_pass http://$host; }",
                "listen 443; if ($http_user_agent ~ x) { set $ok 1; } location / { proxy_pass http://$host; }"
            })
    void whatIsNotModelledLeavesItOpen(String server) {
        Reading reading = http(server);
        Assertions.assertThat(reading.lines()).anyMatch(line -> line.state() == Line.State.NOT_SUPPORTED);
        assertThat(reading).leavesOpen("evil.net");
    }

    @Test
    void aConditionOnWhatIsNoNameIsOpen() {
        assertThat(http("listen 443; if ($request_method = GET) { return 403; }"
                        + " location / { proxy_pass http://$host; }"))
                .leavesOpen("evil.net");
    }

    @Test
    void aNamePassesAtThePortsWhereItsServerWaits() {
        assertThat(read("""
                        stream {
                            map $ssl_preread_server_name $to { hostnames; .a.com $ssl_preread_server_name:$server_port; }
                            ssl_preread on;
                            server { listen 192.0.2.1:443; listen [2001:db8::1]:8443; listen unix:/run/x; proxy_pass $to; }
                        }
                        """))
                .permits("a.com", 443)
                .permits("a.com", 8443)
                .denies("a.com", 80)
                .denies("b.com")
                .isUnderstood();
    }

    @Test
    void directivesThatAreUnknownAreNotPassedOver() {
        assertThat(read("frobnicate;\nstream {\n" + TLS.formatted("hostnames; a.com 1;") + "}\n"))
                .hasLine(1, Line.State.UNKNOWN)
                .leavesOpen("evil.net");
    }

    @Test
    void aFileWithoutTheBlocksOfNginxIsNoneOfIts() {
        Assertions.assertThatThrownBy(() -> read("a.com;\nb.com;\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nginx.conf");
    }

    private static final String TLS = """
            map $ssl_preread_server_name $ok { %s
            }
            map $ok $to {
            1 $ssl_preread_server_name:$server_port;
            default "";
            }
            server {
            listen 443;
            ssl_preread on;
            proxy_pass $to; }
            """;

    private static Reading map(String entries) {
        return read("stream {\n" + TLS.formatted(entries) + "}\n");
    }

    private static Reading http(String server) {
        return read("http {\nmap $host $ok { hostnames; default 0; .example.com 1; }\nserver { " + server + " }\n}\n");
    }

    private static Reading read(String text) {
        return new Nginx().read(DeviceFiles.of("nginx.conf", text));
    }

    private static String remarks(Reading reading) {
        return reading.lines().stream()
                .flatMap(line -> line.remark().stream())
                .map(Text::english)
                .toList()
                .toString();
    }
}
