package org.sallyport.gate.propose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;
import org.sallyport.core.InputException;

/** Whatever a log holds: proposals or an {@link InputException}. */
class ObservationsFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anyLogIsReadOrRefusedWithAReason(FuzzedDataProvider data) {
        try {
            Observations observed = Logged.observed(Logged.SITE, 100, "any.log", data.consumeRemainingAsBytes());
            SiteLines.of(Logged.proposals(observed, 1));
        } catch (InputException e) {
            assertThat(e.sentence(Locale.FRENCH)).startsWith("any.log").hasSizeLessThan(500);
        }
    }
}
