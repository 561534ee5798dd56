package org.sallyport.targets.istio;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class IstioFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyFileIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Reading reading = new Istio().read(DeviceFiles.of("istio.yaml", data.consumeRemainingAsString()));
            if (!reading.surely().elsewhere().isSubsetOf(reading.possibly().elsewhere())) {
                throw new AssertionError("passes surely and not possibly");
            }
        } catch (InputException e) {
            // refused, with a reason
        }
    }
}
