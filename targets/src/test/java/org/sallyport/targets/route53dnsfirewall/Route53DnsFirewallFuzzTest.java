package org.sallyport.targets.route53dnsfirewall;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class Route53DnsFirewallFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyListOrTemplateIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            Reading reading = new Route53DnsFirewall().read(DeviceFiles.of("dns-firewall.yaml", text));

            assertThat(reading.surely()
                            .elsewhere()
                            .isSubsetOf(reading.possibly().elsewhere()))
                    .isTrue();
        } catch (InputException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
