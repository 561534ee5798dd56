package org.sallyport.targets.suricata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class SuricataFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyRuleFileIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Reading reading = new Suricata().read(DeviceFiles.of("sallyport.rules", text));

            assertThat(reading.surely()
                            .at(Port.HTTPS)
                            .isSubsetOf(reading.possibly().at(Port.HTTPS)))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
