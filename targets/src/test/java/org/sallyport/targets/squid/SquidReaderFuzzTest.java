package org.sallyport.targets.squid;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;

class SquidReaderFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void readsWhateverItIsGiven(FuzzedDataProvider data) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("list.txt", data.consumeString(500));
        texts.put("conf.d/a.conf", data.consumeString(500));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("squid.conf", data.consumeRemainingAsString());
        files.putAll(texts);
        try {
            Reading reading = new Squid().read(new DeviceFiles(files));
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
