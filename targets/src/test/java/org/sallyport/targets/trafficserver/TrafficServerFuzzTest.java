package org.sallyport.targets.trafficserver;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class TrafficServerFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void readsWhateverItIsGiven(FuzzedDataProvider data) {
        String records = data.consumeString(300);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("remap.config", data.consumeRemainingAsString());
        files.put("records.config", records);
        try {
            Reading reading = new TrafficServer().read(new DeviceFiles(files));
            for (Port port : reading.surely().ports()) {
                if (!reading.surely().at(port).isSubsetOf(reading.possibly().at(port))) {
                    throw new AssertionError("passes surely and not possibly");
                }
            }
        } catch (InputException e) {
            // refused, with a reason
        }
    }
}
