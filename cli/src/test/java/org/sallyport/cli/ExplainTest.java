package org.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.cli.Ran.sallyport;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class ExplainTest {

    private static final String PARIS = "../examples/acme-paris.yaml";

    @Test
    void anAllowedNameHasItsRuleItsDocumentAndItsLine() {
        JsonObject answer = sallyport("explain", PARIS, "d1.sophosupd.com", "--format", "json")
                .json()
                .getAsJsonObject();

        assertThat(answer.get("verdict").getAsString()).isEqualTo("allowed");
        JsonObject rule = answer.getAsJsonObject("rule");
        assertThat(rule.get("host").getAsString()).isEqualTo("d1.sophosupd.com");
        assertThat(rule.get("document").getAsString()).isEqualTo("fr");
        assertThat(rule.get("line").getAsInt()).isEqualTo(56);
        assertThat(answer.getAsJsonArray("devices"))
                .hasSize(4)
                .allMatch(device -> device.getAsJsonObject().get("passes").getAsBoolean());
    }

    @Test
    void aDeniedNameHasTheNearestRuleAndWhyItDoesNotMatch() {
        Ran ran = sallyport("explain", PARIS, "evilsophosupd.com", "--format", "json");
        JsonObject answer = ran.json().getAsJsonObject();

        assertThat(ran.status()).isEqualTo(1);
        assertThat(answer.get("verdict").getAsString()).isEqualTo("denied");
        assertThat(answer.getAsJsonObject("nearest").get("host").getAsString()).isEqualTo("*.sophosupd.com");
        assertThat(answer.getAsJsonObject("nearest").get("why").getAsString()).contains("no dot");
    }

    @Test
    void aPortThatIsNotListedIsDenied() {
        Ran ran = sallyport("explain", PARIS, "d1.sophosupd.com:22");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("denied").contains("80");
    }

    @Test
    void aDeviceAnswersForItself() {
        assertThat(sallyport("explain", PARIS, "x.cloudfront.net", "--device", "edge")
                        .status())
                .isZero();
        assertThat(sallyport("explain", PARIS, "x.cloudfront.net", "--device", "branch")
                        .status())
                .isEqualTo(1);
        assertThat(sallyport("explain", PARIS, "x.cloudfront.net", "--device", "edgy")
                        .err())
                .contains("edge");
    }

    @Test
    void theDiscoveredServerIsExplainedByTheLog() {
        Ran ran = sallyport("explain", PARIS, "dzr-api-amzn-eu-west-1-9af7.api-upe.p.hmr.sophos.com");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("found in an installer log");
    }

    @Test
    void whatIsNoHostNameIsWrongInput() {
        assertThat(sallyport("explain", PARIS, "127.1").status()).isEqualTo(2);
        assertThat(sallyport("explain", PARIS, "https://sophos.com/").status()).isEqualTo(2);
        assertThat(sallyport("explain", PARIS, "sophos.com:0443").status()).isEqualTo(2);
        assertThat(sallyport("explain", PARIS, "*.sophos.com").status()).isEqualTo(2);
    }
}
