package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.sallyport.core.name.HostName;

/** The rule and the place that the tests share, and the shortest way to read a log. */
final class Logs {

    static final String CONNECTION = "Opening connection to";
    static final String CHANGED = "Model::server value changed to:";
    static final LogRule RULE = new LogRule(List.of(CHANGED, CONNECTION));
    static final LogPlace PLACE = new LogPlace("SophosCloudInstaller.log", List.of());
    static final String SERVER = "dzr-api-amzn-eu-west-1-0000.api-upe.p.hmr.example.com";

    private Logs() {}

    static Discovery read(byte[] log) {
        return InstallerLog.read("installer.log", new ByteArrayInputStream(log), RULE, Progress.UNSEEN);
    }

    static Discovery read(String log) {
        return read(log.getBytes(UTF_8));
    }

    static List<String> names(Discovery discovery) {
        return discovery.names().stream().map(HostName::value).toList();
    }

    static List<Skipped.Reason> reasons(Discovery discovery) {
        return discovery.skipped().stream().map(Skipped::reason).toList();
    }
}
