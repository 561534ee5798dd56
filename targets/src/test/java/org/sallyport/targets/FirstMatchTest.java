package org.sallyport.targets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.FirstMatch.Reach;

/** The rules of a firewall, of which the first that fits decides. */
class FirstMatchTest {

    private static final Reach NAME = at443("a.example.com");

    private final FirstMatch rules = new FirstMatch();

    @Test
    void withoutARuleNothingPasses() {
        RenderedAssert.assertThat(reading()).denies("a.example.com");
    }

    @Test
    void aRuleHoldsAtItsPorts() {
        rules.add(true, NAME, NAME);

        RenderedAssert.assertThat(reading())
                .permits("a.example.com", 443)
                .denies("a.example.com", 80)
                .denies("b.example.com");
    }

    @Test
    void whatADenialAboveSurelyFitsDoesNotPass() {
        rules.add(false, NAME, NAME);
        rules.add(true, Reach.EVERYTHING, Reach.EVERYTHING);

        RenderedAssert.assertThat(reading())
                .denies("a.example.com", 443)
                .permits("a.example.com", 80)
                .permits("b.example.com", 443);
    }

    @Test
    void whatADenialAbovePossiblyFitsIsLeftOpen() {
        rules.add(false, Reach.NOTHING, NAME);
        rules.add(true, Reach.EVERYTHING, Reach.EVERYTHING);

        RenderedAssert.assertThat(reading()).leavesOpen("a.example.com").permits("b.example.com", 443);
    }

    @Test
    void aDenialBelowStopsNothing() {
        rules.add(true, NAME, NAME);
        rules.add(false, Reach.EVERYTHING, Reach.EVERYTHING);

        RenderedAssert.assertThat(reading()).permits("a.example.com", 443).denies("b.example.com");
    }

    @Test
    void whatPossiblyPassesAboveADenialIsLeftOpen() {
        rules.add(true, Reach.NOTHING, NAME);
        rules.add(false, Reach.EVERYTHING, Reach.EVERYTHING);

        RenderedAssert.assertThat(reading()).leavesOpen("a.example.com");
    }

    @Test
    void tooManyRulesAreRefused() {
        for (int i = 0; i <= FirstMatch.MOST_RULES; i++) {
            rules.add(true, NAME, NAME);
        }

        assertThatThrownBy(this::reading).isInstanceOf(InputException.class).hasMessageContaining("1000 rules");
    }

    private Reading reading() {
        return rules.reading(List.of());
    }

    private static Reach at443(String name) {
        return new Reach(NameSet.of(HostPattern.parse(name)), Set.of(Port.HTTPS), false);
    }
}
