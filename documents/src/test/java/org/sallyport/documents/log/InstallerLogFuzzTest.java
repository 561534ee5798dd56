package org.sallyport.documents.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import org.sallyport.core.InputException;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;

/** Any bytes are a log or are refused; what comes out is bounded, canonical and free of control characters. */
class InstallerLogFuzzTest {

    @FuzzTest
    void anyBytesAreReadAlikeThroughASmallAndALargeBuffer(byte[] log) {
        Discovery discovery;
        try {
            discovery = Logs.read(log);
        } catch (InputException e) {
            assertThat(e.where()).contains(Where.in("installer.log"));
            return;
        }
        for (Server server : discovery.servers()) {
            HostName name = server.name();
            assertThat(HostName.parse(name.value())).isEqualTo(name);
            assertThat(name.value()).matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");
            assertThat(server.first().where().line())
                    .isBetween(1, server.last().where().line());
            assertThat(server.last().where().line()).isLessThanOrEqualTo(log.length + 1);
        }
        assertThat(discovery.current().isPresent())
                .isEqualTo(!discovery.servers().isEmpty());
        assertThat(discovery.toString()).doesNotContainPattern("\\p{Cntrl}");
        assertThat(InstallerLog.read(
                        "installer.log", new ByteArrayInputStream(log), Logs.RULE, Progress.UNSEEN, Encoding.HEAD))
                .isEqualTo(discovery);
    }
}
