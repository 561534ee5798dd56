package org.sallyport.lab.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.check.Aim;
import org.sallyport.check.Authorities;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Ladder;
import org.sallyport.check.Proxy;
import org.sallyport.check.Resolver;
import org.sallyport.check.Ways;
import org.sallyport.check.login.Login;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;
import org.sallyport.lab.Daemon;

/** The real Squid asks who asks in each of the ways that networks use; a server behind it is reached after the log-in. */
class LogInLabTest {

    private static final String HOST = "server.lab.test";
    private static final Path HELPERS = Path.of("/usr/lib/squid");

    @TempDir
    private Path folder;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void logsInByBasic() throws Exception {
        String password = Daemon.run(folder, List.of("openssl", "passwd", "-apr1", "secret"))
                .output()
                .strip();
        Files.writeString(folder.resolve("passwords"), "user:" + password + "\n");
        try (Squid squid = squid("basic", HELPERS + "/basic_ncsa_auth " + folder.resolve("passwords"))) {
            assertThat(fault(squid, Aim.Speech.HTTP, Optional.of("user:secret")))
                    .isEmpty();
            assertThat(fault(squid, Aim.Speech.NONE, Optional.of("user:secret")))
                    .isEmpty();
            assertThat(fault(squid, Aim.Speech.NONE, Optional.of("user:wrong"))).contains(Fault.PROXY_LOG_IN);
            assertThat(fault(squid, Aim.Speech.HTTP, Optional.empty())).contains(Fault.PROXY_LOG_IN);
        }
    }

    /** Samba's helper knows the password itself and asks no domain. It takes NTLM of the first version only if told to. */
    @Test
    void logsInByNtlm() throws Exception {
        Path samba = Files.writeString(folder.resolve("smb.conf"), """
                [global]
                workgroup = ACME
                ntlm auth = yes
                private dir = %1$s
                lock directory = %1$s
                state directory = %1$s
                cache directory = %1$s
                """.formatted(folder));
        String helper = "/usr/bin/env SMB_CONF_PATH=" + samba + " " + Daemon.find("ntlm_auth", "winbind")
                + " --helper-protocol=squid-2.5-ntlmssp --username=user --password=secret --domain=ACME";
        try (Squid squid = squid("ntlm", helper)) {
            assertThat(fault(squid, Aim.Speech.HTTP, Optional.of("ACME\\user:secret")))
                    .isEmpty();
            assertThat(fault(squid, Aim.Speech.NONE, Optional.of("ACME\\user:secret")))
                    .isEmpty();
            assertThat(fault(squid, Aim.Speech.NONE, Optional.of("ACME\\user:wrong")))
                    .contains(Fault.PROXY_LOG_IN);
            assertThat(fault(squid, Aim.Speech.NONE, Optional.empty())).contains(Fault.PROXY_LOG_IN);
        }
    }

    /** A challenge that is no message of NTLM: what Squid's stand-in for a domain sends has lengths of chance. */
    @Test
    void isNotLedAstrayByAChallengeThatCannotBeRead() throws Exception {
        try (Squid squid = squid("ntlm", HELPERS + "/ntlm_fake_auth")) {
            assertThat(fault(squid, Aim.Speech.NONE, Optional.of("ACME\\user:secret")))
                    .contains(Fault.PROXY_LOG_IN);
        }
    }

    @Test
    void logsInByNegotiateWithATicketOfARealRealm() throws Exception {
        try (Realm realm = Realm.start(folder, "user", "secret")) {
            // read when Java first asks for a ticket
            System.setProperty("java.security.krb5.conf", realm.configuration().toString());
            String helper = HELPERS + "/negotiate_kerberos_auth -s HTTP/localhost@LAB.TEST -k " + realm.keytab();
            try (Squid squid = squid("negotiate", helper)) {
                assertThat(fault(squid, Aim.Speech.HTTP, Optional.of("user:secret")))
                        .isEmpty();
                assertThat(fault(squid, Aim.Speech.NONE, Optional.of("user:secret")))
                        .isEmpty();
                assertThat(fault(squid, Aim.Speech.NONE, Optional.of("user:wrong")))
                        .contains(Fault.PROXY_LOG_IN);
            }
        }
    }

    private record Squid(Daemon daemon, int port) implements AutoCloseable {
        @Override
        public void close() {
            daemon.kill();
        }
    }

    private Squid squid(String scheme, String helper) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + HOST + "\n");
        Path conf = Files.writeString(folder.resolve("lab.conf"), """
                http_port 127.0.0.1:%1$d
                hosts_file %2$s/hosts
                dns_nameservers 127.255.255.254
                pid_filename none
                cache_log %2$s/cache.log
                access_log none
                netdb_filename none
                coredump_dir none
                visible_hostname lab
                pinger_enable off
                shutdown_lifetime 0 seconds
                auth_param %3$s program %4$s
                acl known proxy_auth REQUIRED
                http_access allow known
                http_access deny all
                """.formatted(port, folder, scheme, helper));
        Daemon.openToEverybody(folder);
        String program = Daemon.find("squid", "squid-openssl").toString();
        return new Squid(
                Daemon.start(folder, port, List.of(program, "-N", "-n", "lab" + port, "-f", conf.toString())), port);
    }

    private Optional<Fault> fault(Squid squid, Aim.Speech speech, Optional<String> login) throws InterruptedException {
        Resolver loopback =
                (name, patience) -> Resolver.Answer.of(List.of(InetAddress.getLoopbackAddress()), List.of());
        try (Ladder ladder = new Ladder(
                loopback,
                address -> false,
                Authorities.ofThePublic(),
                Duration.ofSeconds(20),
                Ways.through(new Proxy("localhost", Port.tcp(squid.port))),
                login.map(Login::parse))) {
            Port port = Port.tcp(server.getLocalPort());
            HostName host = HostName.parse(HOST);
            Rule rule = new Rule(new HostPattern.Exact(host), Ports.of(port), Rule.Form.OWN, new Rule.Own("test", 1));
            Climb climb = ladder.climb(
                    new Aim(host, port, speech, List.of(rule), Optional.empty()),
                    System.nanoTime() + Duration.ofSeconds(60).toNanos());
            return climb.fault();
        }
    }
}
