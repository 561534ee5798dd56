package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.check.Aim;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.LabSite;
import org.sallyport.targets.DeviceFiles;

/** An entry that somebody has taken out of a rendered text. */
final class Missing {

    /** No other entry has it. */
    static final HostName HOST = HostName.parse("crl4.digicert.com");

    private Missing() {}

    static boolean concerns(Aim aim) {
        return aim.host().equals(HOST);
    }

    /** The rendered texts without the one line about the name that begins so. */
    static DeviceFiles from(LabSite site, String beginning) {
        Map<String, String> texts = new LinkedHashMap<>();
        int missing = 0;
        for (Map.Entry<String, String> file : site.files().texts().entrySet()) {
            List<String> lines = file.getValue().lines().toList();
            List<String> kept = lines.stream()
                    .filter(line -> !(line.strip().startsWith(beginning) && line.contains(HOST.value())))
                    .toList();
            missing += lines.size() - kept.size();
            texts.put(file.getKey(), kept.stream().collect(Collectors.joining("\n", "", "\n")));
        }
        assertThat(missing).isEqualTo(1);
        DeviceFiles less = new DeviceFiles(texts);
        assertThat(site.read(site.files()).surely().at(Port.HTTPS).contains(HOST))
                .isTrue();
        assertThat(site.read(less).possibly().at(Port.HTTPS).contains(HOST)).isFalse();
        return less;
    }
}
