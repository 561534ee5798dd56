package org.sallyport.targets.adguardhome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.RenderedAssert;

class AdguardHomeReaderTest {

    private static final String ALL = "||*^$important\n";

    @Test
    void aNameHasBothEndsAndAStarWhatLiesBelow() {
        RenderedAssert.assertThat(read(ALL + "@@|a.com|$important\n@@|*.b.com|$important\n"))
                .permits("a.com")
                .denies("x.a.com")
                .denies("evila.com")
                .denies("a.com.evil.net")
                .permits("x.b.com")
                .permits("x.y.b.com")
                .denies("b.com")
                .isUnderstood();
    }

    @Test
    void twoBarsAreTheBeginningOfAnyLabel() {
        RenderedAssert.assertThat(read(ALL + "@@||a.com^$important\n"))
                .permits("a.com")
                .permits("x.y.a.com")
                .denies("evila.com")
                .denies("a.com.evil.net")
                .isUnderstood();
    }

    @Test
    void withoutAnEndTheNameGoesOn() {
        RenderedAssert.assertThat(read(ALL + "@@||a.com$important\n@@b.com$important\n"))
                .permits("a.com.evil.net")
                .denies("evila.com")
                .permits("b.com.evil.net")
                .permits("evilb.com");
    }

    @Test
    void theWeightiestRuleDecidesWhereverItStands() {
        RenderedAssert.assertThat(read("@@||a.com^\n@@||b.com^$important\n||x.a.com^\n||x.b.com^$important\n" + ALL))
                .denies("a.com")
                .permits("x.b.com");
        RenderedAssert.assertThat(read("@@||a.com^\n||x.a.com^\n||*^\n||y.a.com^$important\n"))
                .permits("x.a.com")
                .denies("y.a.com")
                .denies("b.com");
    }

    @Test
    void withoutABlockOfAllEverythingPasses() {
        RenderedAssert.assertThat(read("! nothing\n# more\n\n@@|a.com|$important\n"))
                .permits("evil.net")
                .isUnderstood();
    }

    @Test
    void aBlockOfWhatHasADotMissesTheRest() {
        RenderedAssert.assertThat(read("||*.*\n")).denies("evil.net").permits("intranet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "||", "|", "**", "*^", "@@"})
    void aRuleThatIsTooWideIsLeftOut(String rule) {
        RenderedAssert.assertThat(read(rule + "\n")).permits("evil.net").isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"||*^", "||*", "||*^$important", "  ||*^  "})
    void otherRulesWithAStarBlockEverything(String rule) {
        RenderedAssert.assertThat(read(rule + "\n"))
                .denies("evil.net")
                .denies("intranet")
                .isUnderstood();
    }

    @Test
    void aStarCrossesDots() {
        RenderedAssert.assertThat(read(ALL + "@@|tf-*-bucket.s3.com|$important\n"))
                .permits("tf-x-bucket.s3.com")
                .permits("tf-x.evil-bucket.s3.com")
                .denies("evil.tf-x-bucket.s3.com")
                .isUnderstood();
    }

    @Test
    void anExpressionIsSearchedForUnlessItIsBound() {
        RenderedAssert.assertThat(
                        read(ALL + "@@/^tf-[a-z0-9_-]*-bucket\\.s3\\.com$/$important\n@@/wide\\.com/$important\n"))
                .permits("tf-x-bucket.s3.com")
                .denies("tf-x.evil-bucket.s3.com")
                .permits("x.evilwide.com.net")
                .isUnderstood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@@/^a\\.com$|^longer\\.com$/$important",
                "@@/^a*\\.com$/$important",
                "@@/^a(?=\\.)/$important",
                "@@||A.com^$important",
                "@@||a.com|$important",
                "@@||a.com/$important",
                "@@://a.com^$important",
                "@@||a.com^$important,client=192.0.2.1",
                "@@||a.com^$important,dnstype=A",
                "@@||a.com^$IMPORTANT",
                "||a.com^$dnsrewrite=192.0.2.1",
                "||*^$important,badfilter",
                "192.0.2.1 a.com",
                "a.com$$script"
            })
    void whatTheEnginesDoNotAgreeAboutOrIsNotModelledIsLeftOpen(String rule) {
        RenderedAssert.assertThat(read(ALL + rule + "\n")).leavesOpen("a.com").hasLine(2, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@b\u00fccher.com", "@@||a.com^x^", "@@|a|b.com|", "@@a com", "@@||a.com\\$^"})
    void whatNoNameHasMatchesNothing(String rule) {
        Reading reading = read(ALL + rule + "$important\n");

        RenderedAssert.assertThat(reading)
                .denies("a.com")
                .denies("xn--bcher-kva.com")
                .isUnderstood();
        assertThat(reading.lines().get(1).remark()).isPresent();
    }

    @Test
    void linesOfHostsFilesBlockTheirNamesWhereNoOtherRuleMatches() {
        RenderedAssert.assertThat(read("0.0.0.0 a.com b.com # why\n:: c.com\nd.com\n@@||b.com^\n"))
                .denies("a.com")
                .permits("b.com")
                .denies("c.com")
                .permits("x.c.com")
                .denies("d.com")
                .leavesOpen("x.d.com")
                .leavesOpen("evild.com")
                .isUnderstood();
    }

    @Test
    void denyallowBlocksAllButItsNames() {
        RenderedAssert.assertThat(read("*$denyallow=a.com|b.net,important\n"))
                .permits("a.com")
                .permits("x.b.net")
                .denies("evil.net")
                .denies("intranet")
                .isUnderstood();
    }

    @Test
    void rulesAboutPagesAreNoneForDns() {
        RenderedAssert.assertThat(read("example.org##.ad\n#@#.ad\n" + ALL))
                .denies("example.org")
                .isUnderstood();
    }

    @Test
    void aMarkInFrontOfTheFirstRuleLeavesItOpen() {
        RenderedAssert.assertThat(read("\ufeff" + ALL)).leavesOpen("evil.net").hasLine(1, Line.State.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html></html>", "{\"rules\": []}", "\n[\"||*^\"]"})
    void aTextOfSomethingElseIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no list of filtering rules");
    }

    private static Reading read(String text) {
        return new AdguardHome().read(DeviceFiles.of("user-rules.txt", text));
    }
}
