package org.sallyport.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.ReverseName.Standing;

class ReverseNameTest {

    private static final Allowlist PARIS = Allowlist.plan(Acme.CATALOGS, Acme.example("acme-paris"));
    private static final String AMAZON = "ec2-203-0-113-9.eu-west-1.compute.amazonaws.com";

    @Test
    void isAllowedByARuleOfTheSite() {
        assertThat(judge("server-1.cdg50.r.cloudfront.net", Port.HTTPS).standing())
                .isInstanceOfSatisfying(
                        Standing.Allowed.class,
                        allowed -> assertThat(allowed.rules())
                                .extracting(rule -> rule.host().toString())
                                .containsExactly("*.cloudfront.net"));
    }

    @Test
    void isExpectedWhereTheSitesDocumentTellsOfIt() {
        ReverseName name = judge(AMAZON, Port.HTTPS);

        assertThat(name.standing())
                .isInstanceOfSatisfying(
                        Standing.Expected.class,
                        expected -> assertThat(expected.by().advice().from()).hasToString("fr:84"));
        assertThat(name.isExpected()).isTrue();
        assertThat(name.why().english()).contains("no reason to add it", "every customer of that provider");
    }

    @Test
    void isNotExpectedWhereTheSiteHasNothingOfThatVendor() {
        Allowlist none = new Allowlist(
                new Site(PARIS.site().name(), List.of(), PARIS.site().also(), List.of()), PARIS.rules(), List.of());

        assertThat(ReverseName.of(none, Acme.CATALOGS, () -> Acme.SUFFIXES, HostName.parse(AMAZON), Port.HTTPS)
                        .standing())
                .isEqualTo(new Standing.Shared(HostName.parse("eu-west-1.compute.amazonaws.com")));
    }

    @Test
    void isNotExpectedAtAPortThatTheSiteDoesNotUse() {
        assertThat(judge(AMAZON, Port.tcp(22)).isExpected()).isFalse();
    }

    @Test
    void isNotExpectedWhereAnybodyCanObtainIt() {
        ReverseName name = judge("shop.azurewebsites.net", Port.HTTPS);

        assertThat(name.standing()).isEqualTo(new Standing.Shared(HostName.parse("azurewebsites.net")));
        assertThat(name.why().french()).contains("sous azurewebsites.net n'importe qui peut obtenir un nom");
    }

    @Test
    void isForeignWhereNothingIsKnownOfIt() {
        assertThat(judge("evilsophosupd.com", Port.HTTPS).why().english()).contains("there is no dot before them");
        assertThat(judge("host.example.net", Port.HTTPS).isExpected()).isFalse();
    }

    private static ReverseName judge(String name, Port port) {
        return ReverseName.of(PARIS, Acme.CATALOGS, () -> Acme.SUFFIXES, HostName.parse(name), port);
    }
}
