package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.proof.Deviation;
import org.sallyport.core.proof.Grade;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;

/** What holds for the text of every target, at whatever site. */
class EveryTargetTest {

    private static final String EVERYTHING = """
            sallyport: 1
            site: everything
            vendors:
              sophos-central:
                licences: [endpoint, ad-sync, edr, mtr]
                servers: [dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com]
            devices:
              - { name: edge, target: %s }
            """;
    private static final String NO_WILDCARDS =
            EVERYTHING.replace("target: %s", "target: %s, wildcards: false, inexpressible: omit");
    private static final String UNRULED = EVERYTHING.replace("target: %s", "target: %s, wildcards: false");
    private static final String NARROWED = """
            sallyport: 1
            site: narrowed
            vendors:
              sophos-central: { licences: [ad-sync, edr], regions: [eu-central-1, us-east-2] }
            devices:
              - { name: edge, target: %s }
            """;
    private static final String ADDED = """
            sallyport: 1
            site: added
            vendors:
              sophos-central: { licences: [mtr] }
            also:
              - { host: "*.example.org", ports: [443, 8443], reason: "ticket 1234" }
              - { host: "example.org", ports: [80], reason: "ticket 1234" }
              - { host: "mail.example.net", ports: [25, 465, 587], reason: "ticket 1235" }
              - { host: "bücher.example", ports: [443], reason: "ticket 1236" }
            devices:
              - { name: edge, target: %s }
            """;
    private static final String OWN = """
            sallyport: 1
            site: own
            also:
              - { host: "only.example.org", ports: [443], reason: "a # b \\" c ' d ; e \\\\ f // g */ h </x> {i} $(j)" }
              - { host: "d*.example.org", ports: [443], reason: "ticket 1" }
            devices:
              - { name: edge, target: %s, inexpressible: widen }
            """;

    static Stream<Arguments> sites() {
        return Targets.all().stream()
                .flatMap(target -> Stream.of(EVERYTHING, NO_WILDCARDS, UNRULED, NARROWED, ADDED, OWN)
                        .map(site -> Arguments.of(target.id(), site.formatted(target.id()))));
    }

    static Stream<Id> targets() {
        return Targets.all().stream().map(Target::id);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void isProvenOrSaysWhatItConcedes(Id target, String site) {
        assertExplained(Rendered.site(site));
    }

    /** All forms are proven, but for rules of which the rendering says that nobody has decided about them. */
    static void assertExplained(Rendered rendered) {
        List<Rule> undecided = rendered.rendering().concessions().stream()
                .filter(concession -> concession.kind() == Concession.Kind.UNRULED)
                .map(Concession::rule)
                .toList();
        for (DeviceFiles form : rendered.rendering().forms()) {
            Proof proof = rendered.prove(form);
            assertThat(proof).isNotInstanceOf(Proof.Incomplete.class);
            assertThat(proof.found())
                    .describedAs(form.main())
                    .allSatisfy(deviation -> assertThat(isExplained(deviation, undecided))
                            .describedAs("%s of %s", deviation, form.texts())
                            .isTrue());
            // where names bring those below along, another entry can cover what nobody has decided about
            boolean covered = !rendered.target().capabilities(rendered.device()).exact();
            assertThat(undecided.isEmpty() || !proof.stands() || covered).isTrue();
        }
    }

    private static boolean isExplained(Deviation deviation, List<Rule> undecided) {
        return deviation.grade().stands()
                || (deviation.grade() == Grade.MISSING
                        && deviation.rule().filter(undecided::contains).isPresent());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void isTheSameEachTimeAndInEveryLocale(Id target, String site) {
        Locale before = Locale.getDefault();
        Rendering first = Rendered.site(site).rendering();
        try {
            for (String tag : List.of("tr-TR", "fr-FR", "ar-EG-u-nu-arab", "en")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(Rendered.site(site).rendering().files()).isEqualTo(first.files());
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void isMadeOfWholePrintableLines(Id target, String site) {
        assertPrintable(Rendered.site(site));
    }

    static void assertPrintable(Rendered rendered) {
        assertThat(rendered.rendering().files()).isNotEmpty().allSatisfy((name, text) -> {
            assertThat(text).doesNotContain("\r");
            assertThat(text.codePoints().filter(c -> c != '\n' && c != '\t'))
                    .noneMatch(c -> Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.LINE_SEPARATOR
                            || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
            assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aHostileReasonStaysInItsComment(Id target) {
        List<String> reasons = List.of(
                "\n*.evil.test\n",
                "\revil.test",
                "\u2028evil.test",
                "\u2029*/ return \"DIRECT\"; /*",
                "\u0085evil.test",
                "\u202eevil.test",
                "\\\nevil.test",
                "x".repeat(100_000) + "\nevil.test",
                "\u0000\u001b[31m",
                "*/ evil.test",
                "\ud800");
        List<Site.Addition> also = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            also.add(new Site.Addition(
                    HostPattern.parse("a" + i + ".example.org"), Ports.of(Port.HTTPS), reasons.get(i), i + 1));
        }
        Rendered rendered = Rendered.of(own(target, also), Device.plain(target));

        assertPrintable(rendered);
        RenderedAssert.assertProven(rendered);
    }

    /** Below a second on an idle machine, which the reported figure shows; the bound leaves room for a busy one. */
    @ParameterizedTest
    @MethodSource("targets")
    void fiveThousandEntriesTakeAMoment(Id target, TestReporter reporter) {
        Allowlist allowlist = own(target, many(5_000, target));
        Duration best = IntStream.range(0, 4)
                .mapToObj(_ -> timed(allowlist, target))
                .min(Duration::compareTo)
                .orElseThrow();

        reporter.publishEntry(target + ", 5,000 entries rendered and proven", best.toMillis() + " ms");
        assertThat(best).isLessThan(Duration.ofSeconds(5));
    }

    private static Duration timed(Allowlist allowlist, Id target) {
        // of the processor: what else the machine does is not this text's affair
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        RenderedAssert.assertProven(Rendered.of(allowlist, Device.plain(target)));
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }

    private static List<Site.Addition> many(int count, Id target) {
        Capabilities can = Targets.find(target).orElseThrow().capabilities();
        boolean stars = can.starInsideLabel();
        String below = can.allBelow() ? "*" : "w";
        return IntStream.range(0, Math.min(count, can.limits().entries().orElse(count)))
                .mapToObj(i -> {
                    String host = switch (i % 20) {
                        case 0, 1, 2 -> below + ".d" + i + ".example" + i % 70 + ".com";
                        case 3 -> (stars ? "tf-*-prod" : "tf") + ".d" + i + ".example.net";
                        default -> "host-" + i + ".region-" + i % 9 + ".example" + i % 70 + ".com";
                    };
                    return new Site.Addition(
                            HostPattern.parse(host), Ports.of(Port.HTTP, Port.HTTPS), "ticket " + i, i + 1);
                })
                .toList();
    }

    static Allowlist own(Id target, List<Site.Addition> also) {
        Site site = new Site(Id.parse("own"), List.of(), also, List.of(Device.plain(target)));
        return Allowlist.plan(new Catalogs(List.of()), site);
    }

    static Device ruled(Id target, Inexpressible.Choice choice) {
        return new Device(
                target,
                target,
                Optional.empty(),
                new Inexpressible(new Inexpressible.Ruling(choice, ""), Map.of()),
                Optional.empty(),
                Map.of());
    }
}
