package org.sallyport.targets.pdnsrecursor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class PdnsRecursorFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyTextHasAReading(FuzzedDataProvider data) {
        String zone = data.consumeString(500);
        Map<String, String> files = new LinkedHashMap<>();
        if (data.consumeBoolean()) {
            files.put("recursor.lua", data.consumeString(500));
        }
        files.put("a.rpz", zone);
        try {
            Reading reading = new PdnsRecursor().read(new DeviceFiles(files));

            assertThat(reading.surely()
                            .elsewhere()
                            .isSubsetOf(reading.possibly().elsewhere()))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
