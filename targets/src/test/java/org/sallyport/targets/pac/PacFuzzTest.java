package org.sallyport.targets.pac;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class PacFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyScriptIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Reading reading = new Pac().read(DeviceFiles.of("proxy.pac", data.consumeRemainingAsString()));
            if (!reading.surely().elsewhere().isSubsetOf(reading.possibly().elsewhere())) {
                throw new AssertionError("passes surely and not possibly");
            }
        } catch (InputException e) {
            // no PAC file, with the reason
        }
    }
}
