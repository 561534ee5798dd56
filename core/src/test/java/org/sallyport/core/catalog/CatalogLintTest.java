package org.sallyport.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.SharedSuffixes;

class CatalogLintTest {

    private static final CatalogLint LINT = CatalogLint.of(SharedSuffixes.known());
    private static final Path SHIPPED = Path.of("../catalogs/sophos-central.yaml");

    @Test
    void findsTheCheckOfANameThatNobodyListedAndItsTwin() throws IOException {
        List<Finding> findings = of(CatalogLint.CHECK_OUTSIDE);

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().severity()).isEqualTo(Finding.Severity.WRONG);
        assertThat(findings.getFirst().from().line()).isEqualTo(144);
        assertThat(hosts(findings)).containsExactly("prod.endpoint.intel.darkbytes.io");
        assertThat(findings.getFirst().repair().english()).contains("prod.endpointintel.darkbytes.io");
        assertThat(findings.getFirst().repair().french()).contains("prod.endpointintel.darkbytes.io");
    }

    @Test
    void findsWhatTheWildcardOfTheConsoleForgets() throws IOException {
        Finding finding = of(CatalogLint.NOT_COVERED).getFirst();

        assertThat(finding.feature()).isEqualTo(Id.parse("central"));
        assertThat(finding.from().line()).isEqualTo(20);
        assertThat(hosts(List.of(finding)))
                .containsExactly(
                        "sophos.com", "az416426.vo.msecnd.net", "dc.services.visualstudio.com", "*.cloudfront.net");
    }

    @Test
    void findsTheSevenEntriesThatTheWildcardsOfEndpointsForget() throws IOException {
        List<Finding> findings = of(CatalogLint.NOT_COVERED);

        assertThat(findings).hasSize(2);
        assertThat(findings.getLast().feature()).isEqualTo(Id.parse("endpoint"));
        assertThat(hosts(List.of(findings.getLast())))
                .containsExactly(
                        "sophosxl.net",
                        "ocsp.globalsign.com",
                        "crl.globalsign.net",
                        "ocsp.digicert.com",
                        "crl3.digicert.com",
                        "crl4.digicert.com",
                        "amazonaws.com");
    }

    @Test
    void findsWildcardsThatLetEverybodyIn() throws IOException {
        assertThat(hosts(of(CatalogLint.OPEN_TO_EVERYBODY)))
                .containsExactly(
                        "*.cloudfront.net",
                        "tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com",
                        "tf-presigned-url-eu-central-1-prod-*-bucket.s3.eu-central-1.amazonaws.com",
                        "tf-presigned-url-us-east-2-prod-*-bucket.s3.us-east-2.amazonaws.com",
                        "tf-presigned-url-us-west-2-prod-*-bucket.s3.us-west-2.amazonaws.com",
                        "*.s3.eu-west-1.amazonaws.com",
                        "*.s3.eu-central-1.amazonaws.com",
                        "*.s3.us-east-2.amazonaws.com",
                        "*.s3.us-west-2.amazonaws.com");
    }

    @Test
    void findsTheDomainThatNamesNoService() throws IOException {
        assertThat(hosts(of(CatalogLint.NO_SERVICE))).containsExactly("amazonaws.com");
    }

    @Test
    void hasNothingElseToSayAboutTheShippedCatalogAndSaysItInTheOrderOfTheDocument() throws IOException {
        List<Finding> findings = LINT.lint(shipped());

        assertThat(findings).hasSize(1 + 2 + 9 + 1);
        assertThat(findings).isSortedAccordingTo((a, b) -> a.from().compareTo(b.from()));
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.what().in(Locale.FRENCH))
                        .isNotEqualTo(finding.what().in(Locale.ENGLISH)));
    }

    @Test
    void findsAnEntryThatStandsTwice() {
        List<Finding> findings = LINT.lint(catalog("""
                    hosts:
                      - { host: a.example.com, line: 4 }
                      - { host: a.example.com, line: 5 }
                """));

        assertThat(findings).extracting(Finding::rule).containsExactly(CatalogLint.DUPLICATE);
        assertThat(findings.getFirst().from().line()).isEqualTo(5);
    }

    @Test
    void findsNothingInADocumentThatIsRight() {
        assertThat(LINT.lint(catalog("""
                    hosts:
                      - { host: a.example.com, line: 4 }
                      - { host: "b-*.example.com", line: 5 }
                    wildcards:
                      - { host: "*.example.com", line: 6 }
                    checks:
                      - { system: linux, resolve: c.example.com, line: 7 }
                """))).isEmpty();
    }

    @Test
    void findsAWiderFormThatCoversNotAllStars() {
        List<Finding> findings = LINT.lint(catalog("""
                    hosts:
                      - { host: "a-*.x.example.com", line: 4 }
                      - { host: "a-*.y.example.com", line: 5 }
                      - { host: z.example.com, line: 6 }
                    wider:
                      - { host: "*.x.example.com", line: 7 }
                """));

        assertThat(hosts(findings)).containsExactly("a-*.y.example.com");
    }

    @Test
    void findsARegionThatTheCatalogDoesNotList() {
        Catalog catalog = catalog("""
                    hosts:
                      - { host: a.example.com, region: eu-west-1, line: 4 }
                """);
        Catalog without = new Catalog(
                catalog.vendor(),
                catalog.name(),
                catalog.documents(),
                List.of(),
                catalog.ports(),
                catalog.features(),
                catalog.advice());

        assertThat(LINT.lint(without)).extracting(Finding::rule).containsExactly(CatalogLint.UNKNOWN_REGION);
    }

    private static List<Finding> of(Id rule) throws IOException {
        return LINT.lint(shipped()).stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
    }

    private static List<String> hosts(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.hosts().stream())
                .map(HostPattern::toString)
                .toList();
    }

    private static Catalog shipped() throws IOException {
        return CatalogYaml.read(SHIPPED.toString(), Files.readString(SHIPPED));
    }

    private static Catalog catalog(String feature) {
        return CatalogYaml.read("test.yaml", Samples.HEAD + feature);
    }
}
