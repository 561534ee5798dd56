package org.sallyport.gate.propose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.record.Decision.Outcome;
import org.sallyport.gate.record.JsonLines;
import org.sallyport.gate.record.LineFormat;
import org.sallyport.gate.record.SquidLines;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;

/** A log as a gate writes it, and a site with the shipped catalog that it is read for. */
final class Logged {

    static final String SITE = """
            sallyport: 1
            site: lyon
            vendors: { sophos-central: { licences: [endpoint], regions: [eu-west-1] } }
            also: [ { host: "own.example", ports: [443], reason: "ours" } ]
            """;
    private static final Catalogs CATALOGS = catalogs();
    private static final SiteYaml READER = new SiteYaml(CATALOGS, Map.of(), SharedSuffixes::known);
    private static final Instant EIGHT = Instant.parse("2026-11-24T08:00:00Z");

    private final StringBuilder text = new StringBuilder();
    private final LineFormat format;
    private int seconds;

    private Logged(LineFormat format) {
        this.format = format;
    }

    static Logged json() {
        return new Logged(new JsonLines());
    }

    static Logged squid() {
        return new Logged(new SquidLines());
    }

    /** One second later, a client asks for {@code host:port}. */
    Logged asks(String client, String authority, Outcome outcome, Refusal why) {
        return asks(client, authority, outcome, why, "");
    }

    Logged asks(String client, String authority, Outcome outcome, Refusal why, String sni) {
        text.append(format.line(new Decision(
                EIGHT.plusSeconds(seconds++),
                Duration.ofMillis(20),
                InetAddress.ofLiteral(client),
                Decision.Way.CONNECT,
                Optional.of("CONNECT"),
                Optional.of(Destination.parse(authority)),
                outcome,
                outcome == Outcome.PERMITTED ? Optional.empty() : Optional.of(why),
                Optional.empty(),
                HostName.tryParse(sni),
                List.of(),
                Optional.empty(),
                List.of(),
                1,
                2,
                "0123456789ab")));
        return this;
    }

    Logged observes(String... authorities) {
        for (String authority : authorities) {
            asks("192.0.2.1", authority, Outcome.OBSERVED, Refusal.NAME);
        }
        return this;
    }

    /** Anything, without a line break behind it. */
    Logged raw(String line) {
        text.append(line);
        return this;
    }

    String text() {
        return text.toString();
    }

    Observations observed() {
        return observed(SITE, Observations.MOST);
    }

    Observations observed(String site, int most) {
        return observed(site, most, "seen.jsonl", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Observations observed(String site, int most, String log, byte[] octets) {
        Observations observed = new Observations(
                new Policy(Allowlist.plan(CATALOGS, READER.read("site.yaml", site)), CATALOGS, "1"), most);
        try {
            observed.read(log, new ByteArrayInputStream(octets), read -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return observed;
    }

    Proposals proposals() {
        return proposals(observed(), 1);
    }

    static Proposals proposals(Observations observed, long least) {
        return Proposals.of(observed, CATALOGS, SharedSuffixes.known(), least);
    }

    private static Catalogs catalogs() {
        try {
            return Catalogs.of(CatalogYaml.read(
                    "sophos-central.yaml", Files.readString(Path.of("../catalogs/sophos-central.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
