package org.sallyport.targets.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class PacTest {

    private static final String SITE = """
            sallyport: 1
            site: acme-paris
            vendors:
              sophos-central: { licences: [endpoint, ad-sync, edr, mtr] }
            also:
              - { host: "a.*.b*.example.net", ports: [8443], reason: "ligne modifiée 日" }
              - { host: "*.a*.example.net", ports: [443], reason: "</script>" }
            devices:
              - { name: browsers, target: pac%s }
            """;

    @Test
    void everyEntryIsSaidAsTheDocumentMeansIt() {
        Rendered rendered = Rendered.site(SITE.formatted(""));

        assertThat(rendered.rendering().concessions()).isEmpty();
        assertThat(text(rendered))
                .contains("  if (h === \"ocsp2.globalsign.com\") return allowed; // sophos-central/endpoint fr:32\n")
                .contains(
                        "  if (dnsDomainIs(h, \".sophosupd.com\")) return allowed; // sophos-central/endpoint fr:29\n")
                .contains("  if (/^a\\.[a-z0-9_-]+\\.b[a-z0-9_-]*\\.example\\.net$/.test(h)) return allowed; ")
                .contains(
                        "  if (/^[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.a[a-z0-9_-]*\\.example\\.net$/.test(h)) return allowed; ");
        RenderedAssert.assertThat(rendered)
                .permits("tf-presigned-url-eu-west-1-prod-x-bucket.s3.eu-west-1.amazonaws.com")
                .denies("tf-presigned-url-eu-west-1-prod-x.y-bucket.s3.eu-west-1.amazonaws.com")
                .permits("x.y.ab.example.net")
                .denies("ab.example.net")
                .permits("a.x.b.example.net")
                .denies("a.x.y.b.example.net");
        assertProven(rendered);
    }

    @Test
    void isAsciiSoThatNoEncodingSwallowsALineBreak() {
        assertThat(text(Rendered.site(SITE.formatted(""))))
                .contains("// site:6 ligne modifi\\u00e9e \\u65e5\n")
                .matches("[\\n -~]*");
    }

    @Test
    void theSiteChoosesTheAnswers() {
        Rendered rendered = Rendered.site(
                SITE.formatted(", options: { allowed: \"proxy gate.example.net:3128\", otherwise: direct }"));

        assertThat(text(rendered))
                .contains("var allowed = \"PROXY gate.example.net:3128\";")
                .endsWith("  return \"DIRECT\";\n}\n");
        assertProven(rendered);
    }

    @Test
    void aWrongAnswerIsAnErrorThatNamesDeviceAndOption() {
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { otherwise: \"PROXY a\" }")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "device browsers, otherwise: \"PROXY a\" is no answer of a PAC file; write DIRECT");
        assertThatThrownBy(() -> Rendered.site(SITE.formatted(", options: { otherwise: direct }")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("are both \"DIRECT\"; give them different answers");
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("proxy.pac", "");
    }
}
