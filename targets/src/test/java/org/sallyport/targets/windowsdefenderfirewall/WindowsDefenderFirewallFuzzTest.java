package org.sallyport.targets.windowsdefenderfirewall;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.InputException;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class WindowsDefenderFirewallFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyFileIsReadOrRefused(FuzzedDataProvider data) {
        try {
            Reading reading =
                    new WindowsDefenderFirewall().read(DeviceFiles.of("firewall.ps1", data.consumeRemainingAsString()));
            if (!reading.surely().elsewhere().isSubsetOf(reading.possibly().elsewhere())) {
                throw new AssertionError("passes surely and not possibly");
            }
        } catch (InputException e) {
            // refused, with a reason
        }
    }
}
