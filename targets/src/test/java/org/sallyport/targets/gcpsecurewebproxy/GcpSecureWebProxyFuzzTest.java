package org.sallyport.targets.gcpsecurewebproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class GcpSecureWebProxyFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyFileIsReadOrRefused(FuzzedDataProvider data) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("url-list-1.yaml", "name: a\nvalues: ['*.example.com']\n");
        files.put("rule-1.yaml", data.consumeRemainingAsString());
        try {
            Reading reading = new GcpSecureWebProxy().read(new DeviceFiles(files));

            assertThat(reading.surely()
                            .at(Port.HTTPS)
                            .isSubsetOf(reading.possibly().at(Port.HTTPS)))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
