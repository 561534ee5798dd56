package org.sallyport.lab.squid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.sallyport.lab.Daemon;

/** The Squid of this machine. */
public final class SquidProgram {

    private SquidProgram() {}

    /** Without it, the test is aborted, and fails in CI. */
    public static Path find() {
        return Daemon.find("squid", "squid-openssl");
    }

    /**
     * One that can look into tunnels: Debian's package squid cannot, squid-openssl can. Without it, the test is aborted,
     * and fails in CI.
     */
    public static Path findWithOpenssl(Path folder) throws IOException, InterruptedException {
        Path program = find();
        boolean openssl =
                Daemon.run(folder, List.of(program.toString(), "-v")).output().contains("--with-openssl");
        assertThat(openssl || !"true".equals(System.getenv("CI"))).isTrue();
        Assumptions.assumeTrue(openssl, "squid is built without OpenSSL; install the package squid-openssl");
        return program;
    }
}
