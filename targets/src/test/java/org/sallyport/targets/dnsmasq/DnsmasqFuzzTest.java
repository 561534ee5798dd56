package org.sallyport.targets.dnsmasq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class DnsmasqFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyConfigurationHasAReading(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Reading reading = new Dnsmasq().read(DeviceFiles.of("dnsmasq.conf", text));

            assertThat(reading.lines()).hasSize((int) text.lines().count());
            assertThat(reading.surely()
                            .elsewhere()
                            .isSubsetOf(reading.possibly().elsewhere()))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.what().english()).isNotEmpty();
        }
    }
}
