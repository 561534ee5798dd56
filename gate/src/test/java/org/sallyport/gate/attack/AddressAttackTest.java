package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.request.Refusal;

class AddressAttackTest {

    @Attack({15, 16, 17, 18, 19, 20})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "8.8.8.8",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "010.0.0.1",
                "0",
                "1.2.3.4.",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::a00:1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
                "[2606:4700::1]",
                "169.254.169.254",
                "[fd00:ec2::254]",
                "100.100.100.200",
                "100.64.0.1",
                "198.18.0.1",
                "255.255.255.255",
                "224.0.0.1"
            })
    void addressesAreNoNames(String address) throws IOException {
        try (Scene scene = Scene.usual()) {
            assertThat(scene.refusesTunnel(address + ":PORT").why())
                    .hasValueSatisfying(why -> assertThat(why).isIn(Refusal.ADDRESS, Refusal.NOT_A_NAME));
        }
    }

    @Attack({18, 19, 20, 21})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.1.1",
                "100.64.0.1",
                "100.100.100.200",
                "198.18.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "240.0.0.1",
                "255.255.255.255",
                "224.0.0.251",
                "0.0.0.0",
                "0.1.2.3",
                "::1",
                "::",
                "::127.0.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "fc00::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "2001:4860::5efe:10.0.0.1",
                "100::1",
                "4000::1"
            })
    void anAllowedNameThatLiesAtNoPublicAddressIsRefused(String address) throws IOException {
        try (Scene scene = Scene.usual()) {
            scene.names.put("outside.example", List.of(address));
            assertThat(scene.refusesTunnel("outside.example:PORT").why())
                    .hasValueSatisfying(why -> assertThat(why).isIn(Refusal.NOT_PUBLIC, Refusal.ITSELF));
        }
    }

    @Attack({23, 27})
    @Test
    void ofAMixedAnswerThePrivateAddressIsNeverTried() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.site = """
                sallyport: 1
                site: scene
                also:
                  - { host: "allowed.example", ports: [PORT], reason: "test", addresses: ["127.0.0.2"] }
                """)) {
            // the server listens at the first of them, which the site does not permit
            scene.names.put("allowed.example", List.of("127.0.0.1", "127.0.0.2", "fd00::1"));
            assertThat(scene.refuses("CONNECT allowed.example:PORT HTTP/1.1\r\n\r\n", 502)
                            .shunned())
                    .containsExactly("127.0.0.1 (itself)", "fd00:0:0:0:0:0:0:1 (private)");
        }
    }

    @Attack({29, 67})
    @Test
    void theGateDoesNotTalkToItself() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.site = """
                sallyport: 1
                site: scene
                also:
                  - { host: "*.wild.example", ports: [PORT, 1, 2], reason: "test", addresses: ["127.0.0.0/8"] }
                """)) {
            int gate = scene.gate.addresses().getFirst().getPort();
            int admin = scene.gate.adminAddress().orElseThrow().getPort();
            scene.site = scene.site.replace(", 1, 2]", ", " + gate + ", " + admin + "]");
            scene.reload();
            for (int port : new int[] {gate, admin}) {
                assertThat(scene.refusesTunnel("a.wild.example:" + port).why()).contains(Refusal.ITSELF);
                scene.refusesTunnel("127.0.0.1:" + port);
                scene.refusesTunnel("localhost:" + port);
                scene.refuses("GET http://a.wild.example:" + port + "/metrics HTTP/1.1\r\nHost: x\r\n\r\n", 403);
            }
        }
    }
}
