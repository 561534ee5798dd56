package org.sallyport.targets.envoy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class EnvoyFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyFileIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Reading reading = new Envoy().read(DeviceFiles.of("envoy.yaml", data.consumeRemainingAsString()));
            if (!reading.surely().elsewhere().isSubsetOf(reading.possibly().elsewhere())) {
                throw new AssertionError("passes surely and not possibly");
            }
        } catch (InputException e) {
            // refused, with a reason
        }
    }
}
