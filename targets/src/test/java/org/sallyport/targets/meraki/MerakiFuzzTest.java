package org.sallyport.targets.meraki;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.targets.DeviceFiles;

class MerakiFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyBodyIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(new Meraki()
                            .read(DeviceFiles.of("content-filtering.json", text))
                            .lines())
                    .hasSizeLessThanOrEqualTo(text.length());
        } catch (InputException e) {
            assertThat(e.repair().english()).isNotEmpty();
        }
    }
}
