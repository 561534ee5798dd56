package org.sallyport.targets.ciscoftd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.targets.DeviceFiles;

class CiscoFtdFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyListIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(new CiscoFtd().read(DeviceFiles.of("ftd-urls.txt", text)).lines())
                    .hasSizeLessThanOrEqualTo(text.length());
        } catch (InputException e) {
            assertThat(e.repair().english()).isNotEmpty();
        }
    }
}
