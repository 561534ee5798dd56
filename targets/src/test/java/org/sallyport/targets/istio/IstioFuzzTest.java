package org.sallyport.targets.istio;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;

class IstioFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyFileIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Reading reading = new Istio().read(DeviceFiles.of("istio.yaml", data.consumeRemainingAsString()));
            Permits surely = reading.surely();
            Permits possibly = reading.possibly();
            boolean within = surely.elsewhere().isSubsetOf(possibly.elsewhere())
                    && surely.ports().stream().allMatch(port -> surely.at(port).isSubsetOf(possibly.at(port)));
            if (!within) {
                throw new AssertionError("passes surely and not possibly");
            }
        } catch (InputException e) {
            // refused, with a reason
        }
    }
}
