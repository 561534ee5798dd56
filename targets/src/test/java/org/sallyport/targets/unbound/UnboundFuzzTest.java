package org.sallyport.targets.unbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class UnboundFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyTextHasAReading(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Reading reading = new Unbound().read(DeviceFiles.of("unbound.conf", text));

            assertThat(reading.lines())
                    .hasSize((int) text.chars().filter(c -> c == '\n').count()
                            + (text.isEmpty() || text.endsWith("\n") ? 0 : 1));
            assertThat(reading.surely()
                            .elsewhere()
                            .isSubsetOf(reading.possibly().elsewhere()))
                    .isTrue();
        } catch (InputException e) {
            assertThat(text).contains("\0");
        }
    }
}
