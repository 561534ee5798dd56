package org.sallyport.targets.mikrotik;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.targets.DeviceFiles;

class MikrotikFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyScriptIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(new Mikrotik()
                            .read(DeviceFiles.of("sallyport.rsc", text))
                            .lines())
                    .hasSizeLessThanOrEqualTo(text.length());
        } catch (InputException e) {
            assertThat(e.repair().english()).isNotEmpty();
        }
    }
}
