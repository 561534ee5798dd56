package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Endpoint;
import org.sallyport.core.catalog.Fact;
import org.sallyport.core.catalog.Feature;
import org.sallyport.core.name.HostPattern;

/** What a page says beyond what is understood is told, and never dropped or put where it does not belong. */
class UnreadTest {

    @Test
    void anEntryUnderAnUnknownHeadingIsInAFeatureOfItsOwn() {
        ImportReport report = changed("AD Sync\n", "Ünknown Thing\n\n- new.example.com\n\nAD Sync\n");

        assertThat(only(report).kind()).isEqualTo(Unread.Kind.HEADING);
        assertThat(only(report).text()).isEqualTo("Ünknown Thing");
        assertThat(hosts(feature(report, "unknown-thing"))).containsExactly("new.example.com");
        assertThat(report.changes().removed()).isEmpty();
        assertThat(report.changes().added())
                .extracting(Fact::text)
                .containsExactlyInAnyOrder("unknown-thing", "new.example.com");
    }

    @Test
    void aHeadingWithoutEntriesIsProse() {
        ImportReport report = changed("On Windows:", "Checks on your side\n\nOn Windows:");

        assertThat(report.unread()).isEmpty();
        assertThat(report.changes().isEmpty()).isTrue();
    }

    @Test
    void anItemThatIsNoHostAmongHosts() {
        ImportReport report = changed("- id.sophos.com\n", "- id.sophos.com (sign-in)\n- the proxy\n");

        assertThat(report.unread()).extracting(Unread::text).containsExactly("id.sophos.com (sign-in)", "the proxy");
        assertThat(report.unread()).extracting(Unread::kind).containsOnly(Unread.Kind.ITEM);
        assertThat(report.changes().removed()).extracting(Fact::text).containsExactly("id.sophos.com");
    }

    @Test
    void aHostInASentence() {
        ImportReport report = changed("Look at the other sections as well.", "Sign in at login.example.com first.");

        assertThat(only(report).text()).isEqualTo("login.example.com");
        assertThat(only(report).why().english()).contains("in a sentence of central");
        assertThat(report.changes().isEmpty()).isTrue();
    }

    @Test
    void aHostInASentenceThatIsListedAnyway() {
        ImportReport report = changed("Look at the other sections as well.", "Sign in at central.sophos.com first.");

        assertThat(report.unread()).isEmpty();
        assertThat(report.changes().isEmpty()).isTrue();
    }

    @Test
    void aWildcardInASentenceThatCoversNothing() {
        ImportReport report = changed("Look at the other sections as well.", "Or take *.example.com at once.");

        assertThat(only(report).text()).isEqualTo("*.example.com");
    }

    @Test
    void aHostBeforeTheFirstHeading() {
        ImportReport report = changed("Sophos Central Admin and", "- early.example.com\n\nSophos Central Admin and");

        assertThat(only(report).text()).isEqualTo("early.example.com");
        assertThat(only(report).why().english()).contains("before the first heading");
    }

    @Test
    void anAddressWithAPath() {
        ImportReport report =
                changed("- id.sophos.com\n", "- https://id.sophos.com/sign-in\n- https://hub.example.com/\n");

        assertThat(only(report).text()).isEqualTo("https://id.sophos.com/sign-in");
        assertThat(only(report).why().english()).contains("the host name in it is id.sophos.com");
        assertThat(report.changes().added()).extracting(Fact::text).containsExactly("hub.example.com");
    }

    @Test
    void aHostWithAnInvisibleCharacter() {
        ImportReport report = changed("- id.sophos.com\n", "- id.so\u200bphos.com\n");

        assertThat(only(report).text()).isEqualTo("id.so\\u200bphos.com");
        assertThat(only(report).why().english())
                .contains("perhaps id.sophos.com is meant")
                .doesNotContain("\u200b");
    }

    @Test
    void aPatternThatIsTooWide() {
        ImportReport report = changed("- id.sophos.com\n", "- *.com\n- *sophos.com\n");

        assertThat(report.unread()).extracting(Unread::text).containsExactly("*.com", "*sophos.com");
        assertThat(report.unread().getFirst().why().english()).contains("too wide");
    }

    @Test
    void anAddressOfNumbers() {
        ImportReport report = changed("- id.sophos.com\n", "- id.sophos.com\n- 192.0.2.7\n");

        assertThat(only(report).text()).isEqualTo("192.0.2.7");
        assertThat(only(report).why().english()).contains("address");
    }

    @Test
    void aPortInASentence() {
        ImportReport report = changed("Open these.", "Open these, and port 8190 for the relay.");

        assertThat(only(report).kind()).isEqualTo(Unread.Kind.PORT);
        assertThat(only(report).text()).isEqualTo("port 8190");
    }

    @Test
    void aPortThatIsNew() {
        ImportReport report = changed("- 443 (HTTPS)\n", "- 443 (HTTPS)\n- 123/udp (NTP)\n- TCP 8190\n");

        assertThat(report.changes().added())
                .filteredOn(fact -> fact.kind() == Fact.Kind.PORT)
                .extracting(Fact::text)
                .containsExactly("123/udp NTP", "8190 TCP");
    }

    @Test
    void aPortOfOneEntry() {
        ImportReport report = changed("- id.sophos.com\n", "- id.sophos.com:8443\n");

        assertThat(report.changes().added()).extracting(Fact::text).containsExactly("id.sophos.com 8443");
    }

    @Test
    void anotherLogThanTheOneThatIsKnown() {
        ImportReport report = changed("Without wildcards", "See NewInstaller.log too.\n\nWithout wildcards");

        assertThat(only(report).text()).isEqualTo("NewInstaller.log");
    }

    @Test
    void aCommandForASystemThatThePageDidNotName() {
        ImportReport report =
                changed("- curl -v https://kinesis", "- nslookup id.sophos.com\n   - curl -v https://kinesis");

        assertThat(report.unread()).isEmpty();
        assertThat(report.changes().added()).extracting(Fact::text).containsExactly("linux resolve id.sophos.com");
    }

    @Test
    void aCommandUnderTheHeadingOfAnotherSystem() {
        ImportReport report = changed("On Linux:", "On macOS:");

        assertThat(report.changes().isEmpty()).isTrue();
        assertThat(report.unread()).hasSize(4).allMatch(unread -> unread.kind() == Unread.Kind.CHECK);
        assertThat(report.unread().getFirst().why().english()).contains("linux").contains("macos");
    }

    @Test
    void aFeatureThatThePageHasNot() {
        String page = Project.english();
        int from = page.indexOf("\nAD Sync\n");
        int to = page.indexOf("\nIntercept X Advanced with EDR\n");
        ImportReport report = Project.imported("en.txt", page.substring(0, from) + page.substring(to));

        assertThat(only(report).kind()).isEqualTo(Unread.Kind.FEATURE);
        assertThat(only(report).line()).isZero();
        assertThat(only(report).text()).isEqualTo("AD Sync");
        assertThat(report.changes().removed())
                .hasSize(9)
                .allMatch(fact -> fact.feature().equals(Id.parse("ad-sync")));
    }

    @Test
    void isShortAndHasNoControlCharacters() {
        Unread unread = new Unread(1, Unread.Kind.ITEM, "\u001b[31m\u202e" + "x".repeat(500), Text.same("\u0007"));

        assertThat(unread.text())
                .startsWith("\\u001b[31m\\u202exxx")
                .endsWith("x…")
                .hasSizeLessThan(140);
        assertThat(unread.why().english()).isEqualTo("\\u0007");
    }

    private static ImportReport changed(String before, String after) {
        String page = Project.english();
        assertThat(page).containsOnlyOnce(before);
        return Project.imported("en.txt", page.replace(before, after));
    }

    private static Unread only(ImportReport report) {
        assertThat(report.unread()).hasSize(1);
        return report.unread().getFirst();
    }

    private static Feature feature(ImportReport report, String id) {
        return report.draft().catalog().feature(Id.parse(id)).orElseThrow();
    }

    private static List<String> hosts(Feature feature) {
        return feature.hosts().stream()
                .map(Endpoint::host)
                .map(HostPattern::toString)
                .toList();
    }
}
