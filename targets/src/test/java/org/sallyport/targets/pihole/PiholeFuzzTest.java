package org.sallyport.targets.pihole;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class PiholeFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyTextHasAReading(FuzzedDataProvider data) {
        try {
            Reading reading = new Pihole().read(DeviceFiles.of("domainlist.sql", data.consumeRemainingAsString()));

            assertThat(reading.surely()
                            .elsewhere()
                            .isSubsetOf(reading.possibly().elsewhere()))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
