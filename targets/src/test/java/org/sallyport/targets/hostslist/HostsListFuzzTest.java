package org.sallyport.targets.hostslist;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class HostsListFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyListHasAReading(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        Reading reading = new HostsList().read(DeviceFiles.of("hosts.txt", text));

        assertThat(reading.lines().stream()
                        .map(line -> line.text().length() + 1)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isBetween(
                        text.length()
                                - (int) text.chars().filter(c -> c == '\r').count(),
                        text.length() + 1);
        assertThat(reading.surely().equals(reading.possibly())).isTrue();
    }
}
