package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Aim;
import org.sallyport.lab.Daemon;
import org.sallyport.lab.network.Network;

/**
 * Each thing that can stand between an endpoint and its vendors' cloud, done to real connections, is told by the real
 * command, of the servers that it concerns and of no others. Where namespaces are not permitted, {@code LadderTest} of
 * the room check meets the same faults on loopback ports.
 */
class CheckLabTest extends InWorld {

    private static final String HOST = "live-terminal-eu-west-1.prod.hydra.sophos.com";

    /** The catalog says what it answers. */
    private static final String ASKED = "kinesis.us-west-2.amazonaws.com";

    /** For a server that says nothing; the others have time enough on a busy machine. */
    private static final String[] IMPATIENT = {"--step", "3"};

    @Test
    void everythingIsReachedWhereNothingFilters() throws IOException, InterruptedException {
        world().filter();
        check().saysThatAllIsWell();
    }

    @Test
    void aNameThatTheDnsFilterLeavesOutDoesNotExist() throws IOException, InterruptedException {
        behindDnsFilter("address=/" + HOST + "/").says("dns: no-such-name", "allow " + HOST, on(HOST));
    }

    @Test
    void anAddressOfNoServerIsTheAnswerOfADnsFilter() throws IOException, InterruptedException {
        behindDnsFilter("address=/" + HOST + "/0.0.0.0", "address=/" + HOST + "/::")
                .says("dns: sinkhole", "allow " + HOST, on(HOST));
    }

    @Test
    void aNameServerBehindAClosedPortIsSilentForEveryName() throws IOException, InterruptedException {
        world().filter("udp dport 53 drop");
        check("--step", "1", "--at-once", "500")
                .says("dns: dns-timeout", "let this machine reach its name server", aim -> true);
    }

    @Test
    void whatTheFirewallDropsIsNotAnswered() throws IOException, InterruptedException {
        world().filter(world().rule(HOST, 443, "drop"));
        check(IMPATIENT).says("tcp: tcp-timeout", "allow " + HOST + ":443 on the firewall", at(HOST, 443));
    }

    @Test
    void whatTheFirewallRejectsByAResetIsRefused() throws IOException, InterruptedException {
        world().filter(world().rule(HOST, 443, "reject with tcp reset"));
        check().says("tcp: tcp-refused", "allow " + HOST + ":443 on the firewall", at(HOST, 443));
    }

    @Test
    void whatTheFirewallRejectsByIcmpIsUnreachable() throws IOException, InterruptedException {
        world().filter(world().rule(HOST, 443, "reject with icmpx type admin-prohibited"));
        check().says("tcp: unreachable", "allow ", at(HOST, 443));
    }

    @Test
    void aPortThatIsClosedForOneServerIsToldOfThisPortAlone() throws IOException, InterruptedException {
        world().filter(world().rule("mcs.example.net", 8190, "reject with tcp reset"));
        check().says("tcp: tcp-refused", "allow mcs.example.net:8190", at("mcs.example.net", 8190));
    }

    @Test
    void withIpv6BrokenEverythingIsReachedByIpv4() throws IOException, InterruptedException {
        world().filter("meta nfproto ipv6 drop");
        check("--at-once", "200").saysThatAllAreReachedBut("ipv6-fails");
    }

    @Test
    void withIpv4BrokenEverythingIsReachedByIpv6() throws IOException, InterruptedException {
        world().filter("meta nfproto ipv4 tcp dport { 80, 443, 8190 } reject with tcp reset");
        check().saysThatAllAreReachedBut("ipv4-fails");
    }

    @Test
    void aConnectionThatIsCutWhenTheNameIsSaidIsFilteredByTheName() throws IOException, InterruptedException {
        // a packet of that size is the ClientHello
        world().filter(world().rule(HOST, 443, "meta length > 200 reject with tcp reset"));
        check().says("tls: tls-reset", "allow " + HOST, at(HOST, 443));
    }

    @Test
    void aServerThatAcceptsAndSaysNothingTimesOutInTls() throws IOException, InterruptedException {
        world().redirect(world().rule(HOST, 443, Impostor.SILENT));
        check(IMPATIENT).says("tls: tls-timeout", "allow " + HOST, at(HOST, 443));
    }

    @Test
    void aCertificateThatWasValidOnceIsExpired() throws IOException, InterruptedException {
        world().redirect(world().rule(HOST, 443, Impostor.EXPIRED));
        check().says("tls: expired", "set the clock", at(HOST, 443));
    }

    @Test
    void aCertificateOfAnotherServerHasTheWrongName() throws IOException, InterruptedException {
        world().redirect(world().rule(HOST, 443, Impostor.WITH_OWN_NAME));
        check().says("tls: wrong-name", "another server answers in the place of " + HOST, at(HOST, 443));
    }

    @Test
    void whoInspectsTlsIsSeenAtEveryServerAndNamed() throws IOException, InterruptedException {
        world().redirect(World.rule(443, Impostor.INSPECTOR));
        Report report = check();
        report.says("tls: intercepted", "exempt ", CheckLabTest::isTls);
        assertThat(report.seen(CheckLabTest::isTls)).allMatch(seen -> seen.contains("CN=inspection"));
    }

    @Test
    void aWebServerThatAnswersAtThePortOfTlsSpeaksNone() throws IOException, InterruptedException {
        world().redirect(world().rule(HOST, 443, Impostor.BLOCK_PAGE));
        check().says("tls: no-tls", "something answers in the place of " + HOST, at(HOST, 443));
    }

    @Test
    void aBlockPageWithStatus200IsNotTheAnswerOfTheVendor() throws IOException, InterruptedException {
        world().redirect(world().rule(ASKED, 443, Impostor.TRUSTED_BLOCK_PAGE));
        check().says("http: other-answer", "allow " + ASKED, at(ASKED, 443));
    }

    @Test
    void aCaptivePortalSendsEverybodyToItsLogIn() throws IOException, InterruptedException {
        world().redirect(World.rule(80, Impostor.PORTAL));
        Report report = check();
        report.says("http: log-in", "log in to this network", CheckLabTest::isHttp);
        assertThat(report.seen(CheckLabTest::isHttp)).allMatch(seen -> seen.contains("http://portal.hotel.test/"));
    }

    private static Report check(String... options) throws IOException, InterruptedException {
        return world().check(Network.INTERNET, options);
    }

    private static Report behindDnsFilter(String... lines) throws IOException, InterruptedException {
        world().filter();
        String text = "no-resolv\nserver=" + Network.INTERNET + "\n" + String.join("\n", lines) + "\n";
        try (Daemon _ = world().dnsmasq(text)) {
            return world().check(Network.GATEWAY);
        }
    }

    private static Predicate<Aim> on(String host) {
        return aim -> aim.host().value().equals(host);
    }

    private static Predicate<Aim> at(String host, int port) {
        return on(host).and(aim -> aim.port().number() == port);
    }

    private static boolean isTls(Aim aim) {
        return aim.speech() == Aim.Speech.TLS;
    }

    private static boolean isHttp(Aim aim) {
        return aim.speech() == Aim.Speech.HTTP;
    }
}
