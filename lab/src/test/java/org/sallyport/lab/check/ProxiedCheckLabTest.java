package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Aim;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.LabSite;
import org.sallyport.lab.network.Network;
import org.sallyport.lab.squid.SquidProgram;
import org.sallyport.targets.DeviceFiles;

/**
 * The real Squid on the firewall is the only way out, or looks into what passes the firewall; the real command says of
 * which servers and why. Where namespaces are not permitted, {@code LadderTest} of the room check meets the same faults
 * on loopback ports.
 */
class ProxiedCheckLabTest extends InWorld {

    private static final String PROXY = "http://" + Network.GATEWAY + ":3128";

    /** Not inspected where the others are. */
    private static final String EXEMPT = "central.sophos.com";

    @Test
    void throughSquidWithTheRenderedTextEverythingIsReachedAndNothingWithoutIt()
            throws IOException, InterruptedException {
        world().filter("drop");
        try (Daemon _ = rendered("", site().files())) {
            through(PROXY).saysThatAllIsWell();
        }
        world().check(Network.INTERNET, "--step", "1", "--at-once", "500")
                .says("dns: dns-timeout", "let this machine reach its name server", aim -> true);
    }

    @Test
    void anEntryLessInSquidIsDeniedByTheProxy() throws IOException, InterruptedException {
        DeviceFiles less = Missing.from(site(), "acl");
        world().filter("drop");
        try (Daemon _ = rendered("", less)) {
            through(PROXY).says(aim -> rung(aim) + ": proxy-denies", "allow " + Missing.HOST, Missing::concerns);
        }
    }

    @Test
    void aSquidThatWantsToKnowWhoAsksIsToldOrSaysSo() throws IOException, InterruptedException {
        world().filter("drop");
        world().script("printf 'user:%s\\n' \"$(" + Daemon.find("openssl", "openssl")
                + " passwd -apr1 secret)\" > passwords");
        String who = """
                auth_param basic program /usr/lib/squid/basic_ncsa_auth %s/passwords
                acl known proxy_auth REQUIRED
                http_access deny !known
                """.formatted(folder);
        try (Daemon _ = rendered(who, site().files())) {
            through(PROXY).says(aim -> rung(aim) + ": proxy-log-in", "let ", aim -> true);
            through(PROXY.replace("//", "//user:wrong@"))
                    .says(aim -> rung(aim) + ": proxy-log-in", "let ", aim -> true);
            through(PROXY.replace("//", "//user:secret@")).saysThatAllIsWell();
        }
    }

    @Test
    void whatSquidDecryptsIsInterceptedAndWhatItLetsAloneIsNot() throws IOException, InterruptedException {
        world().redirect("tcp dport 443 redirect to :3129");
        try (Daemon _ = inspecting()) {
            Report passing = world().check(Network.INTERNET);
            passing.says("tls: intercepted", "exempt ", ProxiedCheckLabTest::isInspected);
            assertThat(passing.seen(ProxiedCheckLabTest::isInspected))
                    .allMatch(seen -> seen.contains("CN=looks inside"));

            Report asked = through(PROXY);
            asked.says("tls: intercepted", "exempt ", ProxiedCheckLabTest::isInspected);
            assertThat(asked.seen(ProxiedCheckLabTest::isInspected)).allMatch(seen -> seen.contains("CN=looks inside"));
        }
    }

    private static boolean isInspected(Aim aim) {
        return aim.speech() == Aim.Speech.TLS && !aim.host().value().equals(EXEMPT);
    }

    /** Without a tunnel there is no rung of the proxy's own. */
    private static String rung(Aim aim) {
        return aim.speech() == Aim.Speech.HTTP ? "http" : "proxy";
    }

    private static Report through(String proxy) throws IOException, InterruptedException {
        return world().check(Network.INTERNET, "--via", proxy);
    }

    private static LabSite site() {
        return LabSite.with(
                "{ name: edge, target: squid, options: { listen: \"%s:3128\" } }".formatted(Network.GATEWAY));
    }

    /** @param own lines that stand before the text */
    private static Daemon rendered(String own, DeviceFiles files) throws IOException, InterruptedException {
        Path text = Files.writeString(
                folder.resolve("squid.conf"),
                Objects.requireNonNull(files.texts().get("squid.conf")));
        return squid(SquidProgram.find(), own + "include " + text + "\n", "Accepting HTTP Socket connections");
    }

    private static Daemon inspecting() throws IOException, InterruptedException {
        Path program = SquidProgram.findWithOpenssl(folder);
        world().script("""
                %s req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=looks inside' \\
                    -addext basicConstraints=critical,CA:TRUE -keyout authority.pem -out certificate.pem
                cat certificate.pem >> authority.pem
                /usr/lib/squid/security_file_certgen -c -s certificates -M 4MB
                chmod -R a+rwX certificates
                """.formatted(Daemon.find("openssl", "openssl")));
        return squid(
                program, """
                http_port %1$s:3128 ssl-bump generate-host-certificates=on tls-cert=%2$s/authority.pem
                https_port 3129 intercept ssl-bump generate-host-certificates=on tls-cert=%2$s/authority.pem
                sslcrtd_program /usr/lib/squid/security_file_certgen -s %2$s/certificates -M 4MB
                sslcrtd_children 2
                tls_outgoing_options flags=DONT_VERIFY_PEER
                acl beginning at_step SslBump1
                acl exempt ssl::server_name %3$s
                ssl_bump peek beginning
                ssl_bump splice exempt
                ssl_bump bump all
                http_access allow all
                """.formatted(Network.GATEWAY, folder, EXEMPT), "Accepting NAT intercepted SSL bumped HTTPS");
    }

    /** @param word that Squid says when it is ready */
    private static Daemon squid(Path program, String text, String word) throws IOException, InterruptedException {
        Path main = Files.writeString(folder.resolve("lab.conf"), """
                hosts_file none
                dns_nameservers %s
                pid_filename none
                cache_log %s/cache.log
                access_log none
                netdb_filename none
                coredump_dir none
                visible_hostname lab
                pinger_enable off
                %s
                # the last one counts
                shutdown_lifetime 0 seconds
                """.formatted(Network.INTERNET, folder, text));
        world().script("chmod a+rwx . && chmod -R a+rX .");
        return world().onFirewallWithoutRights(
                        word,
                        program.toString(),
                        "-N",
                        "-d",
                        "1",
                        "-n",
                        "lab" + ProcessHandle.current().pid(),
                        "-f",
                        main.toString());
    }
}
