package org.sallyport.targets.privoxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class PrivoxyFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyConfigurationHasAReading(FuzzedDataProvider data) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("config", data.consumeString(400));
        files.put("sallyport.action", data.consumeRemainingAsString());
        try {
            Reading reading = new Privoxy().read(new DeviceFiles(files));

            assertThat(reading.surely()
                            .at(Port.HTTPS)
                            .isSubsetOf(reading.possibly().at(Port.HTTPS)))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.what().english()).isNotEmpty();
        }
    }
}
