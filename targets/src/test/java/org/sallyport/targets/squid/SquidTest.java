package org.sallyport.targets.squid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;
import static org.sallyport.targets.RenderedAssert.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Deviation;
import org.sallyport.core.proof.Grade;
import org.sallyport.core.proof.Proof;
import org.sallyport.targets.Concession;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendered;

class SquidTest {

    private static final String EVERYTHING = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            also:
              - { host: "*.example.org", ports: [443], reason: "ticket 1234" }
              - { host: "mcs.example.net", ports: [443, 8190], reason: "ticket 1235" }
              - { host: "*.eu-*.example.net", ports: [80], reason: "ticket 1236" }
            devices:
              - { name: edge, target: squid%s }
            """;

    private static final Rendered WILDCARDS = Rendered.site(EVERYTHING.formatted(""));

    @Test
    void writesTheSmallSiteAsTheGoldenFileShows() throws IOException {
        Rendered rendered = Rendered.site(resource("small-site.yaml"));

        assertThat(rendered.rendering().files().get("squid.conf")).isEqualTo(resource("small-squid.conf"));
        assertProven(rendered);
    }

    @Test
    void letsThroughWhatTheSiteNeedsAndNothingElse() {
        assertThat(WILDCARDS)
                .permits("d1.sophosupd.com")
                .permits("tf-presigned-url-eu-west-1-prod-x-bucket.s3.eu-west-1.amazonaws.com")
                .permits("sophos.com")
                .permits("a.example.org", 443)
                .permits("mcs.example.net", 8190)
                .permits("a.b.eu-1.example.net", 80)
                .denies("evilsophosupd.com")
                .denies("d1.sophosupd.com.evil.net")
                .denies("tf-presigned-url-eu-west-1-prod-a.b-bucket.s3.eu-west-1.amazonaws.com")
                .denies("a.example.org", 80)
                .denies("mcs.example.net", 80)
                .denies("eu-1.example.net")
                .denies("d1.sophosupd.com", 8080)
                .isUnderstood();
    }

    @Test
    void bothFormsAreProvenWithWildcards() {
        assertProven(WILDCARDS);
        assertThat(WILDCARDS.rendering().concessions()).isEmpty();
    }

    @Test
    void bothFormsAreProvenWithoutWildcardsOnceTheSiteHasRuled() {
        Rendered rendered = Rendered.site(EVERYTHING.formatted(", wildcards: false, inexpressible: omit"));

        assertProven(rendered);
        assertThat(rendered)
                .permits("dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com")
                .denies("x.sophos.com");
        assertThat(rendered.rendering().concessions())
                .allMatch(concession -> concession.kind() == Concession.Kind.OMITTED)
                .isNotEmpty();
        assertThat(rendered.rendering().files().get("sallyport.conf"))
                .contains("# *.cloudfront.net [sophos-central/central fr:19] cannot be said here");
    }

    @Test
    void whatTheSiteHasNotRuledAboutIsMissing() {
        Rendered rendered = Rendered.site(EVERYTHING.formatted(", wildcards: false"));

        Proof proof = rendered.prove(rendered.rendering().forms().getFirst());

        assertThat(proof.stands()).isFalse();
        assertThat(proof.found()).extracting(Deviation::grade).containsOnly(Grade.MISSING);
    }

    @Test
    void anEntryForUdpIsToldAndMissing() {
        Rendered rendered = Rendered.site("""
                sallyport: 1
                site: quic
                also:
                  - { host: "a.example.org", ports: [443, 443/udp], reason: "ticket 1" }
                devices:
                  - { name: edge, target: squid }
                """);

        assertThat(rendered).permits("a.example.org", 443);
        assertThat(rendered.rendering().files().get("squid.conf"))
                .contains("# Squid carries TCP only: a.example.org (own) does not pass at 443,443/udp");
        assertThat(rendered.prove(rendered.rendering().forms().getFirst()).found())
                .extracting(Deviation::grade)
                .containsExactly(Grade.MISSING);
    }

    @Test
    void writesTheSameBytesForTheSameInput() {
        assertThat(Rendered.site(EVERYTHING.formatted("")).rendering().files())
                .isEqualTo(WILDCARDS.rendering().files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3128", "127.0.0.1:3128", "[::1]:8080"})
    void listensWhereTheSiteSays(String listen) {
        Rendered rendered = Rendered.site(EVERYTHING.formatted(", options: { listen: \"" + listen + "\" }"));

        assertThat(rendered.rendering().files().get("squid.conf")).contains("\nhttp_port " + listen + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "70000", "3128 intercept", "evil.net:80", "127.0.0.1"})
    void refusesWhatIsNoPlaceToListen(String listen) {
        assertThatThrownBy(() -> Rendered.site(EVERYTHING.formatted(", options: { listen: \"" + listen + "\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3128");
    }

    @Test
    void everyValueThatIsTakenOutIsFoundMissing() {
        DeviceFiles form = WILDCARDS.rendering().forms().getLast();
        List<String> lines = linesOf(form);
        List<Integer> values = valueLines(lines);
        assertThat(values).hasSizeGreaterThan(20);
        for (int line : values) {
            Proof proof = WILDCARDS.prove(without(form, lines, line));

            assertThat(proof.stands()).describedAs(lines.get(line)).isFalse();
            assertThat(proof.found())
                    .describedAs(lines.get(line))
                    .allMatch(deviation -> deviation.grade() == Grade.MISSING)
                    .anyMatch(deviation -> isAbout(lines.get(line), deviation.witness()));
        }
    }

    @Test
    void everyDotThatIsLostAtTheEndOfAnExpressionIsFoundWithItsLine() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        List<String> lines = linesOf(form);
        int line = indexOf(lines, "dstdom_regex -n -i ^tf-presigned-url-eu-west-1");

        Proof proof = WILDCARDS.prove(with(form, lines, line, lines.get(line).replace("$", "")));

        assertThat(proof.stands()).isFalse();
        assertThat(proof.found())
                .filteredOn(deviation -> deviation.grade() == Grade.FOREIGN)
                .isNotEmpty()
                .allSatisfy(deviation -> {
                    assertThat(deviation.line().orElseThrow().number()).isEqualTo(line + 1);
                    assertThat(deviation.witness().value()).startsWith("tf-presigned-url-eu-west-1-prod-");
                });
    }

    @Test
    void theLeadingDotThatIsLostIsFound() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        List<String> lines = linesOf(form);
        int line = indexOf(lines, "dstdomain -n .sophosupd.com");

        Proof proof = WILDCARDS.prove(with(form, lines, line, lines.get(line).replace("-n .", "-n ")));

        assertThat(proof.found())
                .isNotEmpty()
                .allMatch(deviation -> deviation.grade() == Grade.MISSING
                        && deviation.witness().isBelow(HostName.parse("sophosupd.com")));
    }

    @Test
    void aDotThatIsAddedIsFoundWithItsLine() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        List<String> lines = linesOf(form);
        int line = indexOf(lines, "dstdomain -n amazonaws.com");

        // every name under amazonaws.com: some of them anybody can have
        List<String> widened = lines.stream()
                .filter(text -> !text.matches("acl sallyport_._names dstdomain -n [^ ]+\\.amazonaws\\.com"))
                .toList();
        int moved = widened.indexOf(lines.get(line));
        Proof proof = WILDCARDS.prove(with(form, widened, moved, lines.get(line).replace("-n ", "-n .")));

        assertThat(proof.stands()).isFalse();
        assertThat(proof.found())
                .filteredOn(deviation -> deviation.grade() != Grade.MISSING)
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().number() == moved + 1
                        && deviation.witness().isBelow(HostName.parse("amazonaws.com")));
    }

    @Test
    void aDenialInFrontOfTheListIsFound() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        List<String> lines = linesOf(form);
        int deny = lines.indexOf("http_access deny all");
        int first = indexOf(lines, "http_access allow");
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, first, deny);

        Proof proof = WILDCARDS.prove(DeviceFiles.of("squid.conf", String.join("\n", swapped) + "\n"));

        assertThat(proof.found())
                .extracting(Deviation::grade)
                .contains(Grade.MISSING)
                .doesNotContain(Grade.FOREIGN);
    }

    @Test
    void anAllowanceInFrontOfTheListIsFoundWithItsLine() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        List<String> lines = linesOf(form);
        int gate = lines.indexOf("http_access deny !sallyport_ports");

        Proof proof = WILDCARDS.prove(with(form, lines, gate, "http_access allow localhost"));

        assertThat(proof.found())
                .filteredOn(deviation ->
                        deviation.grade() == Grade.FOREIGN && deviation.port().equals(Optional.of(Port.HTTPS)))
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().number() == gate + 1);
    }

    @Test
    void withoutTheLastLineSquidStillDeniesBecauseTheLineBeforeAllows() {
        DeviceFiles form = WILDCARDS.rendering().forms().getFirst();
        List<String> lines = linesOf(form);
        int deny = lines.indexOf("http_access deny all");

        assertThat(WILDCARDS.prove(without(form, lines, deny))).isEqualTo(new Proof.Proven());
        // a denial of something as the last line turns the default round
        assertThat(WILDCARDS
                        .prove(with(form, lines, deny, "acl x dstdomain -n x.net\nhttp_access deny x"))
                        .found())
                .filteredOn(deviation ->
                        deviation.grade() == Grade.FOREIGN && deviation.port().equals(Optional.of(Port.HTTPS)))
                .isNotEmpty()
                .allMatch(deviation -> deviation.line().orElseThrow().text().equals("http_access deny x"));
    }

    private static List<String> linesOf(DeviceFiles form) {
        return form.texts().values().iterator().next().lines().toList();
    }

    private static List<Integer> valueLines(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(" dstdom"))
                .boxed()
                .toList();
    }

    private static boolean isAbout(String line, HostName witness) {
        String value = line.substring(line.lastIndexOf(' ') + 1);
        return line.contains("dstdom_regex")
                ? witness.value().matches(value)
                : value.startsWith(".")
                        ? witness.value().endsWith(value) || ("." + witness).equals(value)
                        : witness.value().equals(value);
    }

    private static int indexOf(List<String> lines, String part) {
        return lines.indexOf(
                lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow());
    }

    private static DeviceFiles without(DeviceFiles form, List<String> lines, int line) {
        return with(form, lines, line, "");
    }

    private static DeviceFiles with(DeviceFiles form, List<String> lines, int line, String instead) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(line, instead);
        return DeviceFiles.of(form.main(), String.join("\n", changed) + "\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(SquidTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
