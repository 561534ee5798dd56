package org.sallyport.targets.squid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.targets.RenderedAssert.assertProven;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.proof.Line;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;
import org.sallyport.core.site.Site;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Rendered;

/** Reasons and rulings are anybody's text; hosts are any that the site file takes. */
class SquidHostileTest {

    private static final Id SQUID = Id.parse("squid");

    @Property(tries = 25)
    void noReasonBreaksOutOfItsComment(@ForAll("allowlists") Allowlist allowlist, @ForAll("texts") String ruling) {
        Device device = new Device(
                SQUID,
                SQUID,
                Optional.of(ruling.length() % 2 == 0),
                new Inexpressible(new Inexpressible.Ruling(Inexpressible.Choice.OMIT, ruling), Map.of()),
                Optional.empty(),
                Map.of());

        Rendered rendered = Rendered.of(allowlist, device);

        assertProven(rendered);
        for (DeviceFiles form : rendered.rendering().forms()) {
            assertThat(rendered.target().read(form).lines())
                    .allMatch(Line::isUnderstood)
                    .allSatisfy(line -> {
                        assertThat(line.text()).hasSizeLessThan(2_000).doesNotContain("\r");
                        assertThat(line.text()).matches("|(#|acl sallyport_|http_access (allow|deny) |[a-z_]+ ).*|#");
                    });
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "\nhttp_access allow all",
                        "\r\nhttp_access allow all\r\n",
                        "\\",
                        "x \\\nhttp_access allow all",
                        "# \u2028http_access allow all",
                        "\u0000\u000b\u000c",
                        "x".repeat(9_000) + "http_access allow all",
                        "é".repeat(9_000),
                        "\ud83d\ude00".repeat(5_000),
                        "\""),
                Arbitraries.strings().all().ofMaxLength(60));
    }

    @Provide
    Arbitrary<Allowlist> allowlists() {
        Arbitrary<HostPattern> hosts = Arbitraries.of(
                        "example.com",
                        "*.example.com",
                        "a.example.com",
                        "*.a.example.com",
                        "a-*.example.com",
                        "*.b.*.example.com",
                        "*-b.a.example.com",
                        "x.*.a.example.com",
                        "xn--bcher-kva.example",
                        "_sip.example.net",
                        "intranet",
                        "b*c*d.example.net")
                .map(HostPattern::parse);
        Arbitrary<Ports> ports = Arbitraries.of(80, 443, 8190, 65535)
                .map(Port::tcp)
                .set()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Ports::of);
        Arbitrary<Rule> rules = Combinators.combine(
                        hosts, ports, texts(), Arbitraries.integers().between(1, 99))
                .as((host, at, text, line) -> new Rule(host, at, Rule.Form.OWN, new Rule.Own(text, line)));
        Site site = new Site(Id.parse("hostile"), List.of(), List.of(), List.of());
        return rules.list().ofMinSize(1).ofMaxSize(8).map(list -> new Allowlist(site, list, List.of()));
    }
}
