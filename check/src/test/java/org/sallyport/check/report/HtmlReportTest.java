package org.sallyport.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.check.Fault;
import org.sallyport.check.Rung;
import org.sallyport.check.Way;

/** The page is read as a browser reads it. */
class HtmlReportTest {

    private static final Way.Direct DIRECT = new Way.Direct();

    @Test
    void saysInOneSentenceHowManyServersAreReachedAndWhen() throws IOException {
        Sample sample = Sample.broken(DIRECT);
        Document page = Jsoup.parse(sample.page(Locale.ENGLISH));

        assertThat(page.title()).isEqualTo("Connectivity check: here");
        assertThat(page.select(".verdict").text())
                .isEqualTo("✗ " + (sample.size() - 5) + " of " + sample.size() + " servers are reached, directly.");
        assertThat(page.select("time").text()).isEqualTo("2026-11-24 20:21:40 UTC+01:00");
        assertThat(page.select("time").attr("datetime")).isEqualTo("2026-11-24T20:21:40+01:00");
    }

    @Test
    void drawsALadderForEachFeatureThatSaysTheSameInWords() throws IOException {
        Document page = Jsoup.parse(Sample.broken(DIRECT).page(Locale.ENGLISH));

        assertThat(page.select(".feature h3").eachText()).containsExactly("central", "endpoint", "edr", "own");
        Element ladder = page.select(".feature svg").get(0);
        assertThat(ladder.attr("role")).isEqualTo("img");
        Element title = page.expectFirst("#" + ladder.attr("aria-labelledby"));
        assertThat(title.tagName()).isEqualTo("title");
        assertThat(title.text()).contains("DNS ", " tried, 1 stopped; TCP ", "; TLS ", "; HTTP ");
        assertThat(title.text()).doesNotContain("PROXY");
        assertThat(ladder.select("text.name").eachText()).containsExactly("DNS", "TCP", "TLS", "HTTP");
        List<Integer> heights = ladder.select("text.name").stream()
                .map(name -> Integer.parseInt(name.attr("y")))
                .toList();
        assertThat(heights).as("from the bottom to the top").isSortedAccordingTo((a, b) -> b - a);
        assertThat(page.select("svg title").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void aRungOnWhichAServerStoppedIsBrokenAndHasANumberAndASign() throws IOException {
        Document page = Jsoup.parse(Sample.broken(DIRECT).page(Locale.ENGLISH));
        Element ladder = page.select("svg").get(0);

        assertThat(ladder.select("text.stopped").eachText())
                .containsExactly("✗ 1 stopped", "✗ 2 stopped", "✗ 1 stopped", "✗ 1 stopped");
        assertThat(ladder.select("line.broken")).hasSize(8);
    }

    @Test
    void eachFaultHasItsRepairItsServersAndTheLinesOfTheDevice() throws IOException {
        Sample sample = Sample.broken(DIRECT);
        Document page = Jsoup.parse(sample.page(Locale.ENGLISH));

        assertThat(page.select("article h3 code").eachText())
                .containsExactly("no-such-name", "tcp-timeout", "intercepted", "log-in");
        Element silent = page.select("article").get(1);
        assertThat(silent.select("h3").text()).isEqualTo("tcp-timeout 2 servers");
        assertThat(silent.select("p").text())
                .startsWith("Nothing answers. Allow each of these 2 servers on the firewall");
        assertThat(silent.select("tbody th").eachText())
                .containsExactly(sample.aim(1).toString(), sample.aim(2).toString());
        assertThat(silent.select("tbody td:eq(1)").eachText()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(silent.select("tbody td:eq(2)").text()).contains("sophos-central fr Domaines et ports, line");
        assertThat(silent.select("cite").attr("lang")).isEqualTo("fr");
        assertThat(silent.select("h4").text()).isEqualTo("edge squid");
        assertThat(silent.select(".lines li").eachText())
                .containsExactly(
                        "squid.conf:2 acl sallyport dstdomain " + sample.aim(1).host(),
                        "squid.conf:3 acl sallyport dstdomain " + sample.aim(2).host());
    }

    @Test
    void aLineThatLetsSeveralServersPassIsSaidOnce() throws IOException {
        Sample sample = Sample.broken(DIRECT);
        Document page = Jsoup.parse(sample.page(
                Locale.ENGLISH, sample.dossier(aim -> new Passage.By.Line("squid.conf:7", "acl sallyport all"))));

        assertThat(page.select("article").get(1).select(".lines li").eachText())
                .containsExactly("squid.conf:7 acl sallyport all all 2 servers");
    }

    @Test
    void aDeviceThatPassesAServerWithoutALineOrNotAtAllIsSaid() throws IOException {
        Sample sample = Sample.broken(DIRECT);
        Document page = Jsoup.parse(sample.page(
                Locale.ENGLISH,
                sample.dossier(aim -> aim.equals(sample.aim(1))
                        ? new Passage.By.Whole()
                        : new Passage.By.Nothing(Optional.of(Sample.nothing())))));

        assertThat(page.select("article").get(1).select(".lines li").eachText())
                .containsExactly(
                        "It lets this pass, by several lines together and by no single one. " + sample.aim(1),
                        "It does not let this pass, even with its own text. *.example.net: the site leaves it out. "
                                + sample.aim(2));
    }

    @Test
    void manyServersAreFoldedAway() throws IOException {
        Sample sample = new Sample(DIRECT);
        for (int i = 0; i < 20; i++) {
            sample.stop(i, Rung.DNS, Fault.DNS_TIMEOUT, "");
        }
        Document page = Jsoup.parse(sample.page(Locale.ENGLISH));

        assertThat(page.select("article")).hasSize(1);
        assertThat(page.select("article summary").eachText()).containsExactly("20 servers", "20 lines");
        assertThat(page.select("article tbody tr")).hasSize(20);
    }

    @Test
    void warnsOfWhatStoppedNobodyAndTellsWhatWasNotTried() throws IOException {
        Sample sample = Sample.broken(DIRECT);
        String text = Jsoup.parse(sample.page(Locale.ENGLISH)).text();

        assertThat(text)
                .contains(
                        "ipv6-fails IPv4 arrives, IPv6 does not.", sample.aim(5).toString())
                .contains("*.sophosupd.com:80,443 ", "no name below it is known")
                .contains("ntp.example.org:123/udp the site file, line 8: time & <date>");
    }

    @Test
    void aProxyIsARungAndIsComparedWithTheDirectWay() throws IOException {
        Sample sample = Sample.broken(Sample.PROXY).stop(6, Rung.PROXY, Fault.PROXY_DENIES, "403");
        Document page = Jsoup.parse(sample.page(Locale.ENGLISH));

        assertThat(page.select(".verdict").text()).endsWith("reached, through the proxy proxy.example.com:3128.");
        assertThat(page.select("svg").get(0).select("text.name").eachText())
                .containsExactly("DNS", "TCP", "PROXY", "TLS", "HTTP");
        assertThat(page.text()).contains("Reached only directly, not through the proxy. central.sophos.com:80,443, ");
        assertThat(page.select("article:contains(no-such-name)").text())
                .contains("Allow proxy.example.com:3128 on the DNS filter")
                .contains("not known before it is reached")
                .doesNotContain("squid.conf");
        assertThat(page.select("details > table tbody tr")).hasSize(2 * sample.size());
    }

    @Test
    void whereAllIsReachedThereIsNothingToAdd() throws IOException {
        Sample sample = new Sample(DIRECT);
        Document page = Jsoup.parse(sample.page(Locale.ENGLISH));

        assertThat(page.select(".verdict.good").text()).startsWith("✓ ");
        assertThat(page.select("article, .stopped, .broken")).isEmpty();
        assertThat(page.select("h2:contains(What to add) + p").text()).isEqualTo("Nothing.");
    }

    @Test
    void severalSitesAreOnOnePageEachWithPicturesOfItsOwn() throws IOException {
        Sample sample = Sample.broken(DIRECT);
        Document page = Jsoup.parse(sample.page(Locale.ENGLISH, sample.dossier(), new Sample(DIRECT).dossier()));

        assertThat(page.select("h1").text()).isEqualTo("Connectivity check: 2 sites");
        assertThat(page.select("section")).hasSize(2);
        assertThat(page.select("header .verdict").text())
                .startsWith("✗ " + (2 * sample.size() - 5) + " of " + 2 * sample.size());
        assertThat(page.select("svg title").eachAttr("id")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void loadsNothingAndRunsNothing(String language) throws IOException {
        String text = Sample.broken(Sample.PROXY).page(Locale.of(language));
        Document page = Jsoup.parse(text);

        assertThat(page.select("[src], [href], [style], [action], script, link, iframe, object, base"))
                .isEmpty();
        assertThat(page.select("style").html()).doesNotContain("url(", "@import", "//", "<");
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; style-src 'unsafe-inline'");
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")))
                .isEmpty();
        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Jsoup.parse(text, "", parser);
        assertThat(parser.getErrors()).extracting(ParseError::getErrorMessage).isEmpty();
    }

    @Test
    void whatTheNetworkSaidIsTextAndNothingElse() throws IOException {
        String hostile = "</code><script>alert(1)</script>\" onload='x' & &lt; \u202egnp\u0000\ud83d<svg/onload=x>";
        Document page = Jsoup.parse(
                new Sample(DIRECT).stop(0, Rung.HTTP, Fault.BLOCKED, hostile).page(Locale.ENGLISH));

        assertThat(page.select("script, [onload]")).isEmpty();
        assertThat(page.select("article code").eachText())
                .contains(
                        "</code><script>alert(1)</script>\" onload='x' & &lt; \\u202egnp\\u0000\\ud83d<svg/onload=x>");
    }

    @Test
    void aLongAnswerIsCutAndTheCutDoesNotHalveACharacter() throws IOException {
        String hostile = "x".repeat(Html.LONGEST - 1) + "😀".repeat(32 * 1024);
        String text =
                new Sample(DIRECT).stop(0, Rung.HTTP, Fault.BLOCKED, hostile).page(Locale.ENGLISH);
        Document page = Jsoup.parse(text);

        assertThat(page.select("article td:eq(1)").text())
                .isEqualTo("x".repeat(Html.LONGEST - 1) + " … 65536 more characters");
        assertThat(text).hasSizeLessThan(100_000);
    }

    @Test
    void theFrenchPageHasNoEnglishSentenceAndTheEnglishOneNoFrench() throws IOException {
        String english = words(Sample.broken(Sample.PROXY).page(Locale.ENGLISH));
        String french = words(Sample.broken(Sample.PROXY).page(Locale.FRENCH));

        assertThat(french)
                .contains("Contrôle de connectivité : here", "sont atteints, par le proxy", "Ce qu'il faut ajouter")
                .doesNotContainPattern("(?i)\\b(the|of|is|are|which|not|with|server|tried|stopped|line|this|by)\\b");
        assertThat(english)
                .doesNotContainPattern("(?i)\\b(le|la|les|est|sont|qui|pas|avec|serveurs?|ligne|arrêtés?|ces|par)\\b");
    }

    /** All that is said, without codes, names and quotations. */
    private static String words(String page) {
        Document document = Jsoup.parse(page);
        document.select("code, cite, q, style, .for, .place, footer").remove();
        // what a vendor calls a feature, and the names of features and faults
        document.select(".feature > p:first-of-type, .bad:not(p), [lang=fr]:not(html)")
                .remove();
        return document.text();
    }
}
