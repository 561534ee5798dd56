package org.sallyport.targets.ciscoasa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.targets.RenderedAssert.assertProven;

import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostName;
import org.sallyport.targets.Concession;
import org.sallyport.targets.Rendered;
import org.sallyport.targets.RenderedAssert;

class CiscoAsaTest {

    private static final String LONG = "a-name-of-more-than-sixty-four-characters.somewhere-in-europe.example.org";

    @Test
    void aNamePassesAtItsPortsAndNowhereElse() {
        RenderedAssert.assertThat(site(", inexpressible: omit"))
                .permits("mail.example.org", 443)
                .permits("mail.example.org", 465)
                .denies("mail.example.org", 80)
                .denies("x.mail.example.org");
        assertProven(site(", inexpressible: omit"));
    }

    @Test
    void anObjectIsCalledByItsHostOrWhereThatIsTooLongByItsDigest() {
        assertThat(text(site(", inexpressible: omit")).lines().filter(line -> line.startsWith("object network")))
                .contains("object network SALLYPORT-mail.example.org")
                .anyMatch(line -> line.matches("object network SALLYPORT-#[0-9a-f]{32}"));
        assertThat(text(site(", inexpressible: omit"))).contains("\n fqdn v4 " + LONG + "\n");
    }

    @Test
    void aStarAndAnUnderscoreCannotBeSaidAndTheSiteRules() {
        Rendered unruled = site("");
        assertThat(unruled.rendering().concessions())
                .hasSize(2)
                .allMatch(concession -> concession.kind() == Concession.Kind.UNRULED);
        assertThat(unruled.prove(unruled.rendering().forms().getFirst()).stands())
                .isFalse();

        Rendered omitted = site(", inexpressible: omit");
        assertThat(omitted.rendering().concessions())
                .extracting(Concession::kind)
                .containsOnly(Concession.Kind.OMITTED);
        assertThat(text(omitted)).contains("! Note: _sip.example.org").doesNotContain(" fqdn v4 _sip");
        assertThat(HostName.tryParse("_sip.example.org")).isPresent();
    }

    @Test
    void aQuestionMarkWouldAskForHelpWhereverItIsPasted() {
        assertThat(text(site(", inexpressible: omit")))
                .contains("is it needed.")
                .doesNotContain("?");
    }

    @Test
    void theListIsBoundToTheInterfaceOfTheOption() {
        assertThat(text(site(", inexpressible: omit, options: { interface: lan-2 }")))
                .endsWith(
                        "access-list SALLYPORT extended deny ip any any\naccess-group SALLYPORT in interface lan-2\n");
        assertThatThrownBy(() -> site(", options: { interface: \"in side\" }"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no value of the option interface; write the interface's nameif");
    }

    private static Rendered site(String more) {
        return Rendered.site("""
                    sallyport: 1
                    site: acme-paris
                    also:
                      - { host: "mail.example.org", ports: [465, 587], reason: "ticket 1" }
                      - { host: "mail.example.org", ports: [443], reason: "is it needed?" }
                      - { host: "%s", ports: [443], reason: "ticket 2" }
                      - { host: "_sip.example.org", ports: [443], reason: "ticket 3" }
                      - { host: "*.example.net", ports: [443], reason: "ticket 4" }
                    devices:
                      - { name: branch, target: cisco-asa%s }
                    """.formatted(LONG, more));
    }

    private static String text(Rendered rendered) {
        return rendered.rendering().files().getOrDefault("asa.txt", "");
    }
}
