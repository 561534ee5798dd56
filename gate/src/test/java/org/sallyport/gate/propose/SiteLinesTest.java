package org.sallyport.gate.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.record.Decision.Outcome;
import org.sallyport.gate.request.Refusal;

class SiteLinesTest {

    private static final String SITE = """
            sallyport: 1
            site: lyon
            """;

    @Test
    void areTheTextToAdd() {
        String lines = SiteLines.of(Logged.json()
                .observes(
                        "tf-presigned-url-us-east-2-prod-42-bucket.s3.us-east-2.amazonaws.com:443",
                        "shop1.web.app:443",
                        "shop2.web.app:443",
                        "shop2.web.app:443")
                .asks("192.0.2.1", "own.example:443", Outcome.OBSERVED, Refusal.OTHER_SNI, "front.example")
                .proposals());

        assertThat(lines).isEqualTo("""
                # in place of the lines of the same names
                vendors:
                  sophos-central:
                    # ad-sync: 1 name, 1 hit
                    licences: [endpoint, ad-sync]
                    regions: [eu-west-1, us-east-2]
                # behind the entries that are there
                also:
                  # anybody can obtain a name below web.app
                  - { host: "shop2.web.app", ports: [443], reason: "seen in seen.jsonl from 2026-11-24T08:00:02Z to 2026-11-24T08:00:03Z, 2 hits" }
                  # named in tunnels to other servers: passes with --sni permitted only
                  - { host: "front.example", ports: [443], reason: "seen in seen.jsonl from 2026-11-24T08:00:04Z to 2026-11-24T08:00:04Z, 1 hit" }
                  # anybody can obtain a name below web.app
                  - { host: "shop1.web.app", ports: [443], reason: "seen in seen.jsonl from 2026-11-24T08:00:01Z to 2026-11-24T08:00:01Z, 1 hit" }
                  # or, for 2 of these names (a star stands for any letters, not only digits; anybody can obtain a name below web.app):
                  #  - { host: "shop*.web.app", ports: [443], reason: "2 names like this seen in seen.jsonl, 3 hits" }
                """);
    }

    @Test
    void areNoneWhereNothingIsProposed() {
        assertThat(SiteLines.of(Logged.json().observes("own.example:443").proposals()))
                .isEmpty();
    }

    @Test
    void aSuggestedPatternCanBeTakenIn() {
        Logged log = Logged.json().observes("cdn-7.x.example:443", "cdn-12.x.example:443");

        String lines = SiteLines.of(log.proposals())
                .lines()
                .filter(line -> !line.startsWith("  - "))
                .map(line -> line.replaceFirst("^ {2}# {2}-", "  -"))
                .collect(Collectors.joining("\n"));

        assertThat(Logged.proposals(log.observed(SITE + lines, 10), 1).isEmpty())
                .isTrue();
    }

    @Provide
    Arbitrary<List<String>> authorities() {
        Arbitrary<String> label = Arbitraries.of(
                "cdn-7", "cdn-12", "null", "on", "1e3", "_a", "xn--bcher-kva", "sophos", "s3", "a".repeat(63), "y");
        Arbitrary<String> end = Arbitraries.of(
                "example",
                "sophos.com",
                "web.app",
                "s3.eu-west-1.amazonaws.com",
                "cloudfront.net",
                "co.uk",
                "internal");
        Arbitrary<String> invented = label.list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .flatMap(labels -> end.map(suffix -> String.join(".", labels) + "." + suffix));
        Arbitrary<String> listed = Arbitraries.of(
                "tf-presigned-url-us-west-2-prod-9-bucket.s3.us-west-2.amazonaws.com",
                "tf-edr-message-upload-us-east-2-prod-bucket.s3.amazonaws.com",
                "live-terminal-eu-west-1.prod.hydra.sophos.com",
                "d1.sophosupd.com");
        return Arbitraries.oneOf(invented, listed)
                .flatMap(host -> Arbitraries.of(80, 443, 8443, 65535).map(port -> host + ":" + port))
                .list()
                .ofMaxSize(30);
    }

    /** Read back, in place of the site's lines or behind them, they let through all that was proposed. */
    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void whatIsAddedIsNotProposedAgain(@ForAll("authorities") List<String> authorities, @ForAll String fileName) {
        String text = Logged.json().observes(authorities.toArray(String[]::new)).text();
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        Proposals proposals = Logged.proposals(Logged.observed(Logged.SITE, 100, fileName, octets), 1);

        String site = merged(SiteLines.of(proposals));

        assertThat(Logged.proposals(Logged.observed(site, 100, fileName, octets), 1)
                        .isEmpty())
                .as(site)
                .isTrue();
    }

    private static String merged(String lines) {
        String vendors = "vendors: { sophos-central: { licences: [endpoint], regions: [eu-west-1] } }\n";
        String own = "  - { host: \"own.example\", ports: [443], reason: \"ours\" }\n";
        return SITE
                + (lines.contains("vendors:\n") ? "" : vendors)
                // the regions of the site stay, where none is added
                + (lines.contains("also:\n") ? "" : "also:\n" + own)
                + Pattern.compile("^ {4}licences: .*\n(?! {4}regions)", Pattern.MULTILINE)
                        .matcher(lines)
                        .replaceAll("$0    regions: [eu-west-1]\n");
    }
}
