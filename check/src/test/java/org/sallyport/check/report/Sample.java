package org.sallyport.check.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.check.Aim;
import org.sallyport.check.Aims;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Proxy;
import org.sallyport.check.Rung;
import org.sallyport.check.Way;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.CatalogYaml;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.SiteYaml;

/** A check as it could have been: some climbs stopped on each rung, the others arrived. */
final class Sample {

    static final Way.Through PROXY = new Way.Through(Proxy.parse("proxy.example.com:3128"));

    private static final Id EDGE = Id.parse("edge");
    private static final Id SQUID = Id.parse("squid");
    private static final String SITE = """
            sallyport: 1
            site: here
            vendors:
              sophos-central:
                licences: [endpoint, edr]
                regions: [eu-west-1]
            also:
              - { host: ntp.example.org, ports: [123/udp], reason: time & <date> }
              - { host: files.example.org, ports: [8443], reason: '"our" files' }
            """;

    private final Catalogs catalogs;
    private final Aims aims;
    private final Map<Integer, Climb> stopped = new LinkedHashMap<>();
    private final Way way;

    Sample(Way way) throws IOException {
        this.way = way;
        String catalog = Files.readString(Path.of("../catalogs/sophos-central.yaml"));
        catalogs = Catalogs.of(CatalogYaml.read("sophos-central.yaml", catalog));
        aims = Aims.of(
                catalogs,
                Allowlist.plan(
                        catalogs,
                        new SiteYaml(catalogs, Map.<String, Set<String>>of(), SharedSuffixes::known)
                                .read("site.yaml", SITE)));
    }

    /** The climb to a server stops. */
    Sample stop(int index, Rung rung, Fault fault, String seen) {
        List<Climb.Step> steps = new ArrayList<>();
        for (Rung step : Rung.values()) {
            if (step.compareTo(rung) < 0 && (step != Rung.PROXY || way instanceof Way.Through)) {
                steps.add(arrived(step));
            }
        }
        steps.add(new Climb.Step(rung, Duration.ofSeconds(5), Optional.of(fault), Optional.empty(), seen));
        stopped.put(index, new Climb(aims.list().get(index), way, steps));
        return this;
    }

    /** The climb to a server arrives, with something that was wrong. */
    Sample warn(int index, Fault besides, String seen) {
        List<Climb.Step> steps =
                new ArrayList<>(arrived(aims.list().get(index), way).steps());
        steps.set(0, new Climb.Step(Rung.DNS, Duration.ofMillis(9), Optional.empty(), Optional.of(besides), seen));
        stopped.put(index, new Climb(aims.list().get(index), way, steps));
        return this;
    }

    private static Climb arrived(Aim aim, Way way) {
        List<Climb.Step> steps = new ArrayList<>(List.of(arrived(Rung.DNS), arrived(Rung.TCP)));
        if (way instanceof Way.Through) {
            steps.add(arrived(Rung.PROXY));
        }
        switch (aim.speech()) {
            case TLS -> steps.add(arrived(Rung.TLS));
            case HTTP -> steps.add(arrived(Rung.HTTP));
            case NONE -> {}
        }
        return new Climb(aim, way, steps);
    }

    private static Climb.Step arrived(Rung rung) {
        String seen = switch (rung) {
            case DNS -> "192.0.2.7, 2001:db8::7";
            case TCP -> "192.0.2.7";
            case PROXY -> "200";
            case TLS -> "TLSv1.3, CN=Public CA";
            case HTTP -> "204";
        };
        return new Climb.Step(rung, Duration.ofMillis(20), Optional.empty(), Optional.empty(), seen);
    }

    Aim aim(int index) {
        return aims.list().get(index);
    }

    int size() {
        return aims.list().size();
    }

    Checked checked(boolean compared) {
        List<Climb> climbs = new ArrayList<>();
        for (int i = 0; i < aims.list().size(); i++) {
            climbs.add(stopped.getOrDefault(i, arrived(aims.list().get(i), way)));
        }
        List<Climb> direct = compared
                ? aims.list().stream()
                        .map(aim -> arrived(aim, new Way.Direct()))
                        .toList()
                : List.of();
        return new Checked(Id.parse("here"), aims, climbs, direct);
    }

    /** Each server passes the device by a line of its own. */
    Dossier dossier() {
        return dossier(aim -> new Passage.By.Line(
                "squid.conf:" + (aims.list().indexOf(aim) + 1), "acl sallyport dstdomain " + aim.host()));
    }

    Dossier dossier(Function<Aim, Passage.By> by) {
        Checked checked = checked(way instanceof Way.Through);
        Map<Aim, List<Passage>> passages = new LinkedHashMap<>();
        for (Climb climb : checked.climbs()) {
            if (!climb.arrived()) {
                passages.put(climb.aim(), List.of(new Passage(EDGE, SQUID, by.apply(climb.aim()))));
            }
        }
        List<Feature> conditional = catalogs.list().getFirst().features().stream()
                .filter(feature -> feature.condition().isPresent())
                .toList();
        return new Dossier(checked, conditional, passages);
    }

    String page(Locale locale) {
        return page(locale, dossier());
    }

    String page(Locale locale, Dossier... dossiers) {
        return new HtmlReport(
                        catalogs,
                        Instant.parse("2026-11-24T19:21:40Z").atZone(ZoneId.of("Europe/Paris")),
                        locale,
                        "0.1.0")
                .of(List.of(dossiers));
    }

    /** Faults on every rung. */
    static Sample broken(Way way) throws IOException {
        Sample sample = new Sample(way)
                .stop(0, Rung.DNS, Fault.NO_SUCH_NAME, "10.0.0.53: NXDOMAIN")
                .stop(1, Rung.TCP, Fault.TCP_TIMEOUT, "192.0.2.1")
                .stop(2, Rung.TCP, Fault.TCP_TIMEOUT, "192.0.2.2")
                .stop(3, Rung.TLS, Fault.INTERCEPTED, "TLSv1.3, CN=Acme TLS Inspection, O=Acme")
                .warn(5, Fault.IPV6_FAILS, "192.0.2.5, 2001:db8::5");
        return sample.stop(4, Rung.HTTP, Fault.LOG_IN, "302 http://portal.hotel.test/ \"Welcome\"");
    }

    static Text nothing() {
        return Text.of("*.example.net: the site leaves it out", "*.example.net : le site l'omet");
    }
}
