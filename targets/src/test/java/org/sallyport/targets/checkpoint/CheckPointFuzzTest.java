package org.sallyport.targets.checkpoint;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;

class CheckPointFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void readsWhateverItIsGiven(FuzzedDataProvider data) {
        try {
            Reading reading = new CheckPoint().read(DeviceFiles.of("feed.txt", data.consumeRemainingAsString()));
            if (!isWithin(reading.surely(), reading.possibly())) {
                throw new AssertionError("passes surely and not possibly");
            }
        } catch (InputException e) {
            // refused, with a reason
        }
    }

    private static boolean isWithin(Permits surely, Permits possibly) {
        return surely.elsewhere().isSubsetOf(possibly.elsewhere())
                && surely.ports().stream().allMatch(port -> surely.at(port).isSubsetOf(possibly.at(port)));
    }
}
