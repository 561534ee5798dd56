package org.sallyport.targets.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class NftablesFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyRulesetHasAReading(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Reading reading = new Nftables().read(DeviceFiles.of("nftables.conf", text));

            assertThat(reading.lines()).hasSize((int) text.lines().count());
            assertThat(reading.surely()
                            .at(Port.HTTPS)
                            .isSubsetOf(reading.possibly().at(Port.HTTPS)))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.what().english()).isNotEmpty();
        }
    }
}
