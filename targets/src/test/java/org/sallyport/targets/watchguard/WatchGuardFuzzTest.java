package org.sallyport.targets.watchguard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.targets.DeviceFiles;

class WatchGuardFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyListIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(new WatchGuard().read(DeviceFiles.of("alias.txt", text)).lines())
                    .hasSizeLessThanOrEqualTo(text.length());
        } catch (InputException e) {
            assertThat(e.repair().english()).isNotEmpty();
        }
    }
}
