package org.sallyport.lab.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.lab.Daemon;

/** A realm of Kerberos with a real server on a loopback port, one user, and a proxy called localhost. */
final class Realm implements AutoCloseable {

    private static final String NAME = "LAB.TEST";

    private final Path folder;
    private final Daemon server;

    private Realm(Path folder, Daemon server) {
        this.folder = folder;
        this.server = server;
    }

    static Realm start(Path folder, String user, String password) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Files.writeString(folder.resolve("krb5.conf"), """
                [libdefaults]
                default_realm = %1$s
                dns_lookup_kdc = false
                dns_lookup_realm = false
                dns_canonicalize_hostname = false
                rdns = false
                udp_preference_limit = 1
                [realms]
                %1$s = {
                  kdc = 127.0.0.1:%2$d
                }
                """.formatted(NAME, port));
        Files.writeString(folder.resolve("kdc.conf"), """
                [kdcdefaults]
                kdc_listen = 127.0.0.1:%2$d
                kdc_tcp_listen = 127.0.0.1:%2$d
                [realms]
                %1$s = {
                  database_name = %3$s/principal
                  key_stash_file = %3$s/stash
                }
                [logging]
                kdc = FILE:%3$s/kdc.log
                """.formatted(NAME, port, folder));
        String tool = Daemon.find("kadmin.local", "krb5-admin-server").toString();
        String program = Daemon.find("krb5kdc", "krb5-kdc").toString();
        run(folder, Daemon.find("kdb5_util", "krb5-kdc").toString(), "create", "-s", "-r", NAME, "-P", "master");
        run(folder, tool, "-q", "addprinc -pw " + password + " " + user);
        run(folder, tool, "-q", "addprinc -randkey HTTP/localhost");
        run(folder, tool, "-q", "ktadd -k " + folder.resolve("keytab") + " HTTP/localhost");
        return new Realm(folder, Daemon.start(folder, port, with(folder, program, "-n")));
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Daemon.Finished finished = Daemon.run(folder, with(folder, command));
        assertThat(finished.status()).describedAs(finished.output()).isZero();
    }

    private static List<String> with(Path folder, String... command) {
        return Stream.concat(
                        Stream.of(
                                "env",
                                "KRB5_CONFIG=" + folder.resolve("krb5.conf"),
                                "KRB5_KDC_PROFILE=" + folder.resolve("kdc.conf")),
                        Stream.of(command))
                .toList();
    }

    /** Where clients read which servers the realm has. */
    Path configuration() {
        return folder.resolve("krb5.conf");
    }

    /** The key of the proxy. */
    Path keytab() {
        return folder.resolve("keytab");
    }

    @Override
    public void close() {
        server.close();
    }
}
