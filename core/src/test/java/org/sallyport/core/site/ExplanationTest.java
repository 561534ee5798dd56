package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.Id;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

class ExplanationTest {

    private static final Allowlist PARIS = Allowlist.plan(Acme.CATALOGS, Acme.example("acme-paris"));

    @ParameterizedTest
    @CsvSource({
        // listed in one way only, or forgotten by the list with wildcards
        "prod.endpointintel.darkbytes.io, 443, REQUIRED",
        "sophosxl.net, 443, REQUIRED",
        "a.example.org, 443, REQUIRED",
        "x.cloudfront.net, 80, REQUIRED",
        // in the one list by a wildcard, in the other by name
        "d1.sophosupd.com, 443, REQUIRED",
        "dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com, 80, REQUIRED",
        // in the list with wildcards only
        "new.sophosupd.com, 80, REQUIRED_WITH_WILDCARDS",
        // the apex of a wildcard, and the document's wider entries
        "sophosupd.com, 443, POSSIBLE",
        "example.org, 443, POSSIBLE",
        "anything.s3.eu-west-1.amazonaws.com, 443, POSSIBLE",
        "d1.sophosupd.com, 8080, DENIED",
        "example.net, 443, DENIED",
    })
    void verdictSaysWhichDevicesHaveToLetItThrough(String host, String port, Verdict verdict) {
        assertThat(explain(host, port).verdict()).isEqualTo(verdict);
    }

    @Test
    void nameInTheListWithoutWildcardsOnly() {
        Rule wildcard = rule("*.example.com", Rule.Form.WILDCARD, Ports.of(Port.HTTPS));
        Rule name = rule("a.example.com", Rule.Form.NAME, Ports.of(Port.HTTP, Port.HTTPS));
        Rule covered = rule("b.example.com", Rule.Form.NAME, Ports.of(Port.HTTPS));

        assertThat(explain(List.of(wildcard, name, covered), "b.example.com", "443")
                        .verdict())
                .isEqualTo(Verdict.REQUIRED);
        assertThat(explain(List.of(name), "a.example.com", "80").verdict()).isEqualTo(Verdict.REQUIRED);
        assertThat(explain(
                                List.of(covered, rule("*.example.com", Rule.Form.WIDER, covered.ports())),
                                "b.example.com",
                                "443")
                        .verdict())
                .isEqualTo(Verdict.REQUIRED);
    }

    @Test
    void verdictIsThatOfTheBounds() {
        for (String host : List.of(
                "d1.sophosupd.com",
                "sophosupd.com",
                "x.sophosxl.net",
                "evilsophos.com",
                "a.b.example.org",
                "tf-presigned-url-eu-west-1-prod-7-bucket.s3.eu-west-1.amazonaws.com",
                "x.s3.eu-central-1.amazonaws.com")) {
            for (Port port : List.of(Port.HTTP, Port.HTTPS, Port.tcp(8080))) {
                HostName name = HostName.parse(host);
                Verdict verdict =
                        Explanation.of(PARIS, Acme.CATALOGS, name, port).verdict();

                assertThat(verdict.isAllowed())
                        .isEqualTo(PARIS.bounds(true).mayPass().at(port).contains(name));
                assertThat(verdict == Verdict.REQUIRED || verdict == Verdict.REQUIRED_WITH_WILDCARDS)
                        .isEqualTo(PARIS.bounds(true).mustPass().at(port).contains(name));
                assertThat(verdict == Verdict.REQUIRED || verdict == Verdict.REQUIRED_WITHOUT_WILDCARDS)
                        .isEqualTo(PARIS.bounds(false).mustPass().at(port).contains(name));
            }
        }
    }

    @Test
    void rulesAreAllThatMatchTheMostSpecificFirst() {
        assertThat(explain("tf-presigned-url-eu-west-1-prod-7-bucket.s3.eu-west-1.amazonaws.com", "443")
                        .rules())
                .extracting(rule -> rule.host().toString())
                .containsExactly(
                        "tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com",
                        "*.s3.eu-west-1.amazonaws.com");
        assertThat(explain("central.sophos.com", "443").rules())
                .extracting(rule -> rule.host() + " " + rule.reason().feature())
                .containsExactly(
                        "central.sophos.com central",
                        "central.sophos.com endpoint",
                        "*.sophos.com central",
                        "*.sophos.com endpoint");
        assertThat(explain("sophosupd.com", "443").rules())
                .extracting(rule -> rule.host().toString())
                .containsExactly("*.sophosupd.com");
        assertThat(explain("central.sophos.com", "443").nearest()).isEmpty();
        assertThat(explain("central.sophos.com", "443").why()).isEqualTo(Verdict.REQUIRED.text());
    }

    @ParameterizedTest(name = "{0}:{1}")
    @CsvSource(delimiter = '|', textBlock = """
            d1.sophosupd.com        | 8443 | d1.sophosupd.com | d1.sophosupd.com passes at port 80,443 only, not at 8443
            d1.sophosupd.com        | 443/udp | d1.sophosupd.com | d1.sophosupd.com passes at port 80,443 only, not at 443/udp
            example.org             | 80   | example.org    | example.org passes at port 443 only, not at 80
            live-terminal-us-west-2.prod.hydra.sophos.com.au | 443 | hydra.sophos.com | hydra.sophos.com stands only in the middle
            evilsophos.com          | 443  | sophos.com | evilsophos.com only ends in the same letters as sophos.com: there is no dot before them; it is another owner's name
            x.evilsophosupd.com     | 443  | sophosupd.com | x.evilsophosupd.com only ends in the same letters as sophosupd.com: there is no dot before them; it is another owner's name
            xocsp.digicert.com      | 443  | ocsp.digicert.com | xocsp.digicert.com only ends in the same letters as ocsp.digicert.com: there is no dot before them; it is another name
            sophos.com.evil.net     | 443  | sophos.com | sophos.com stands only in front; the name ends in evil.net, and belongs to the owner of that
            www.d1.sophosupd.com.evil.co.uk | 443 | d1.sophosupd.com | d1.sophosupd.com stands only in the middle; the name ends in evil.co.uk, and belongs to the owner of that
            sophos.com-login.net    | 443  | sophos.com | sophos.com stands only in front; the name ends in com-login.net
            sophos.com.net          | 443  | sophos.com | the name ends in com.net
            x.ocsp.digicert.com     | 443  | ocsp.digicert.com | ocsp.digicert.com is an exact entry, which covers no names below it
            digicert.com            | 443  | ocsp.digicert.com | the list names only what lies below it, as in ocsp.digicert.com; that does not cover digicert.com itself
            s3.amazonaws.com        | 443  | amazonaws.com | amazonaws.com is an exact entry
            x.s3.eu-west-2.amazonaws.com | 443 | s3.eu-west-1.amazonaws.com | one letter differs from *.s3.eu-west-1.amazonaws.com
            d1.sophosupd.org        | 443  | d1.sophosupd.com | it ends in .org, and d1.sophosupd.com in .com: that is another name
            crl5.digicert.com       | 443  | crl3.digicert.com | one letter differs from crl3.digicert.com: that is another name
            ocsp33.digicert.com     | 443  | ocsp.digicert.com | two letters differ from ocsp.digicert.com: that is another name
            d1.sophsoupd.com        | 443  | d1.sophosupd.com | two letters differ from d1.sophosupd.com: that is another name
            www.digicert.com        | 443  | ocsp.digicert.com | below digicert.com the list has ocsp.digicert.com, but not this name
            """)
    void deniedNameIsToldTheNearestRule(String host, String port, String suffix, String why) {
        Explanation explanation = explain(host, port);

        assertThat(explanation.verdict()).isEqualTo(Verdict.DENIED);
        assertThat(explanation.rules()).isEmpty();
        assertThat(explanation.why().english()).contains(why);
        assertThat(explanation.nearest().orElseThrow().rule().host().suffix()).hasToString(suffix);
    }

    @Test
    void starInsideALabelStopsAtADot() {
        Allowlist narrow = new Allowlist(
                PARIS.site(),
                PARIS.rules().stream()
                        .filter(rule -> rule.form() != Rule.Form.WIDER)
                        .toList(),
                List.of());
        HostName host = HostName.parse("tf-presigned-url-eu-west-1-prod-a.b-bucket.s3.eu-west-1.amazonaws.com");
        Explanation explanation = Explanation.of(narrow, Acme.CATALOGS, host, Port.tcp(8080));

        assertThat(explanation.why().english())
                .startsWith(
                        "a star inside a label of tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com"
                                + " stands for letters of that label, never for a dot");
    }

    @Test
    void nameOfALicenceThatIsNotInTheSiteSaysWhatToAdd() {
        Allowlist lyon = Allowlist.plan(Acme.CATALOGS, Acme.example("acme-lyon"));
        Explanation explanation =
                Explanation.of(lyon, Acme.CATALOGS, HostName.parse("prod.endpointintel.darkbytes.io"), Port.HTTPS);

        assertThat(explanation.nearest().orElseThrow().rule().reason()).hasToString("sophos-central fr:130");
        assertThat(explanation.why().english())
                .isEqualTo(
                        "the document (sophos-central fr:130) lists it under mtr; add the licence mtr to the site file");
        assertThat(explanation.why().french())
                .isEqualTo(
                        "le document (sophos-central fr:130) le cite sous mtr ; ajoutez la licence mtr au fichier de site");
    }

    @Test
    void nameOfARegionThatTheSiteDidNotChooseSaysWhatToAdd() {
        assertThat(explain("tf-edr-message-upload-us-east-2-prod-bucket.s3.amazonaws.com", "443")
                        .why()
                        .english())
                .startsWith(
                        "the document (sophos-central fr:115) lists it under edr; add the region us-east-2 to the site file");
        Allowlist endpoint = Acme.plan(List.of("endpoint"), "eu-west-1");
        assertThat(Explanation.of(
                                endpoint,
                                Acme.CATALOGS,
                                HostName.parse("tf-edr-message-upload-us-east-2-prod-bucket.s3.amazonaws.com"),
                                Port.HTTPS)
                        .why()
                        .english())
                .startsWith(
                        "the document (sophos-central fr:115) lists it under edr; add the licence edr and the region us-east-2");
    }

    @Test
    void nameOfAVendorThatIsNotInTheSiteSaysWhatToAdd() {
        Allowlist none =
                new Allowlist(new Site(Id.parse("lab"), List.of(), List.of(), List.of()), List.of(), List.of());

        assertThat(Explanation.of(none, Acme.CATALOGS, HostName.parse("central.sophos.com"), Port.HTTPS)
                        .why()
                        .english())
                .isEqualTo(
                        "the document (sophos-central fr:13) lists it under central; add the vendor sophos-central to the site file");
        assertThat(Explanation.of(none, Acme.CATALOGS, HostName.parse("d1.sophosupd.com"), Port.HTTPS)
                        .why()
                        .english())
                .endsWith("add the vendor sophos-central and the licence endpoint to the site file");
    }

    @Test
    void whatTheDocumentSaysAboutANameBesidesItsListsIsTold() {
        assertThat(explain("ec2-1-2-3-4.compute-1.amazonaws.com", "443").why().english())
                .startsWith(
                        "amazonaws.com is an exact entry, which covers no names below it. A firewall that looks addresses up backwards");
        assertThat(explain("ec2-1-2-3-4.compute-1.amazonaws.com", "443").why().french())
                .contains("aucun nom au-dessous. Un pare-feu qui interroge le DNS à l'envers");
    }

    @Test
    void whereNoRuleIsNearThatIsSaid() {
        Explanation explanation = explain("www.wikipedia.org", "443");

        assertThat(explanation.nearest()).isEmpty();
        assertThat(explanation.why().english()).isEqualTo("no rule is near www.wikipedia.org");
        assertThat(explanation.why().french()).isEqualTo("aucune règle n'est proche de www.wikipedia.org");
        assertThat(explain("localhost", "443").nearest()).isEmpty();
        assertThat(explain("com", "443").nearest()).isEmpty();
    }

    @Test
    void fiveThousandRulesAreExplainedAtOnce() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String host = "%s%d.example.com".formatted("a".repeat(50), i);
            rules.add(rule(
                    i % 3 == 0 ? "*." + host : i % 3 == 1 ? host : "x-*-*-y." + host,
                    Rule.Form.LISTED,
                    Ports.of(Port.HTTPS)));
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        explain(rules, ("b".repeat(60) + ".").repeat(3) + "example.net", "443");

        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                .isLessThan(5_000_000_000L);
    }

    private static Explanation explain(String host, String port) {
        return Explanation.of(PARIS, Acme.CATALOGS, HostName.parse(host), Port.parse(port));
    }

    private static Explanation explain(List<Rule> rules, String host, String port) {
        Site site = new Site(Id.parse("lab"), List.of(), List.of(), List.of());
        return Explanation.of(
                new Allowlist(site, rules, List.of()), Acme.CATALOGS, HostName.parse(host), Port.parse(port));
    }

    private static Rule rule(String host, Rule.Form form, Ports ports) {
        return new Rule(
                HostPattern.parse(host),
                ports,
                form,
                new Rule.Documented(Id.parse("vendor"), Id.parse("feature"), new Provenance(Id.parse("en"), 1)));
    }

    @Test
    void verdictsAreFive() {
        assertThat(Verdict.of(true, false, true)).isEqualTo(Verdict.REQUIRED_WITHOUT_WILDCARDS);
        assertThat(Optional.of(Verdict.DENIED)).get().returns(false, Verdict::isAllowed);
    }
}
