package org.sallyport.targets.sonicwall;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.targets.DeviceFiles;

class SonicWallFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyTextIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            assertThat(new SonicWall()
                            .read(DeviceFiles.of("sonicwall.cli", text))
                            .lines())
                    .hasSizeLessThanOrEqualTo(text.length());
        } catch (InputException e) {
            assertThat(e.repair().english()).isNotEmpty();
        }
    }
}
