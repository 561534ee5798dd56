package org.sallyport.check.pac;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Duration;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostName;

class PacFileFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void everyScriptAnswersOrIsRefused(FuzzedDataProvider data) throws InterruptedException {
        HostName host = HostName.parse("web.example.com");
        try {
            PacFile file = PacFile.parse(
                    "proxy.pac",
                    data.consumeRemainingAsString(),
                    Scripts.world(Scripts.RESOLVER),
                    Duration.ofMillis(500));
            for (Directive way : file.find(URI.create("https://web.example.com/"), host)) {
                if (!way.toString().matches("DIRECT|[A-Z0-9]+ [\\[\\]a-z0-9_:.-]+:[0-9]+")) {
                    throw new AssertionError("no way to print: " + way);
                }
            }
        } catch (InputException | PacException e) {
            // with the reason
        }
    }
}
