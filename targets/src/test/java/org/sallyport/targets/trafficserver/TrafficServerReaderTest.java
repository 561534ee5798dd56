package org.sallyport.targets.trafficserver;

import static org.sallyport.targets.RenderedAssert.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;

class TrafficServerReaderTest {

    @Test
    void aRuleIsOneNameInWhateverCaseAtOnePort() {
        assertThat(read("map https://D1.Example.com/ https://d1.example.com:443/"))
                .permits("d1.example.com", 443)
                .denies("d1.example.com", 80)
                .denies("x.d1.example.com")
                .denies("example.com")
                .isUnderstood();
        assertThat(read("map http://d1.example.com/ http://d1.example.com/"))
                .permits("d1.example.com", 80)
                .denies("d1.example.com", 443);
    }

    @Test
    void aTunnelNeedsThePortInTheSecondAddress() {
        Reading reading = read("map https://d1.example.com/ https://d1.example.com/");

        assertThat(reading).leavesOpen("d1.example.com").isUnderstood();
        Assertions.assertThat(remarks(reading)).contains("tunnels are refused (403)");
    }

    @Test
    void aTunnelNeedsItsPortAmongThoseOfTunnels() {
        String rule = "map https://a.com:8190/ https://a.com:8190/";
        Reading reading = read(rule);
        Assertions.assertThat(reading.surely().at(Port.tcp(8190)).isEmpty()).isTrue();
        Assertions.assertThat(remarks(reading)).contains("connect_ports does not have port 8190");
        assertThat(read(rule, "CONFIG proxy.config.http.connect_ports STRING 443 8190"))
                .permits("a.com", 8190);
        assertThat(read(rule, "CONFIG proxy.config.http.connect_ports STRING *"))
                .permits("a.com", 8190);
    }

    @Test
    void aPlainRequestAtAnotherPortIsNoTunnel() {
        assertThat(read("map http://a.com:443/ http://a.com:443/")).leavesOpen("a.com");
    }

    @Test
    void anExpressionIsFoundAnywhereUnlessItIsBoundToTheEnds() {
        assertThat(read("regex_map https://(.*\\.)?example\\.com/ https://$0:443/"))
                .permits("example.com", 443)
                .permits("evil-example.com", 443)
                .permits("example.com.evil.net", 443);
        assertThat(read("regex_map https://^([^.]+\\.)*example\\.com$/ https://$0:443/"))
                .permits("example.com", 443)
                .permits("a.b.example.com", 443)
                .denies("evil-example.com")
                .denies("example.com.evil.net");
    }

    @Test
    void anExpressionIsReadInLowerCaseEscapesAsWell() {
        assertThat(read("regex_map https://^\\D+\\.example\\.NET$/ https://$0:443/"))
                .permits("1.example.net", 443)
                .denies("a.example.net");
    }

    @Test
    void aStarOutsideAnExpressionNeverMatches() {
        Reading reading = read("map https://*.example.com/ https://*.example.com:443/");

        assertThat(reading).denies("a.example.com").denies("example.com").isUnderstood();
        Assertions.assertThat(remarks(reading)).contains("it never matches");
    }

    @Test
    void aNameWithADotAtItsEndIsAnother() {
        assertThat(read("map https://a.com./ https://a.com.:443/")).leavesOpen("a.com");
    }

    @Test
    void aRuleForAPathIsNotForTheHost() {
        Assertions.assertThat(read("map http://a.com/x http://a.com/")
                        .surely()
                        .at(Port.HTTP)
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map https://a.com/ https://evil.net:443/",
                "map https://a.com/ https://a.com:22/",
                "regex_map https://^(.*)\\.proxy\\.com$/ https://$1:443/",
                "map http://a.com/ http://a.com/ @action=deny @method=get",
                "map http://a.com/ http://a.com/ @plugin=x.so",
                "map_with_recv_port http://a.com/ http://a.com/",
                "redirect http://a.com/ http://b.com/",
                "map tunnel://a.com:443/ tunnel://a.com:443/",
                "map http://[::1]/ http://[::1]/",
                "regex_map https://^(?=a)/ https://$0:443/",
                ".include more.config"
            })
    void whatIsNotModelledLeavesEverythingOpen(String rule) {
        assertThat(read(rule)).hasLine(1, Line.State.NOT_SUPPORTED).leavesOpen("evil.net");
    }

    @Test
    void aBackslashAtTheEndOfACommentTakesTheNextLineAway() {
        assertThat(read("# why \\\nmap https://a.com/ https://a.com:443/"))
                .hasLine(1, Line.State.NOT_SUPPORTED)
                .leavesOpen("a.com");
    }

    @Test
    void twoRulesForAnAddressStopTrafficServer() {
        Reading reading = read("map https://a.com/ https://a.com:443/\nmap https://A.com:443/ https://a.com:443/");

        assertThat(reading).hasLine(2, Line.State.WRONG);
        Assertions.assertThat(reading.surely().ports()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mop https://a.com/ https://a.com:443/", "map https://a.com/"})
    void whatIsNoRuleStopsIt(String line) {
        assertThat(read("map https://b.com/ https://b.com:443/\n" + line)).hasLine(2, Line.State.WRONG);
    }

    @Test
    void withoutTheRequirementEverythingPasses() {
        assertThat(read("map https://a.com/ https://a.com:443/", "CONFIG proxy.config.url_remap.remap_required INT 0"))
                .permits("evil.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONFIG proxy.config.http.server_ports STRING 8080:tr-full",
                "CONFIG proxy.config.http.number_of_redirections INT 3",
                "CONFIG proxy.config.url_remap.filename STRING other.config",
                "CONFIG proxy.config.http.connect_ports STRING 1-1000"
            })
    void aSettingThatCanChangeWhatPassesIsNotPassedOver(String setting) {
        assertThat(read("map https://a.com/ https://a.com:443/", setting))
                .hasLine(2, Line.State.NOT_SUPPORTED)
                .leavesOpen("evil.net");
    }

    @Test
    void commentsBlanksAndTagsAreTakenApart() {
        assertThat(read("""
                        # map https://evil.net/ https://evil.net:443/

                        \t map\thttps://a.com  https://a.com:443 # tag
                        reverse_map http://a.com/ http://b.com/
                        """)).permits("a.com", 443).denies("evil.net").isUnderstood();
    }

    @Test
    void aFileWithoutRulesIsNoneOfTrafficServers() {
        Assertions.assertThatThrownBy(() -> read("a.com\n*.b.com\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("remap.config");
    }

    private static Reading read(String rules) {
        return new TrafficServer().read(DeviceFiles.of("remap.config", rules));
    }

    private static Reading read(String rules, String records) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("remap.config", rules + "\n");
        texts.put("records.config", records + "\n");
        return new TrafficServer().read(new DeviceFiles(texts));
    }

    private static String remarks(Reading reading) {
        return reading.lines().stream()
                .flatMap(line -> line.remark().stream())
                .map(Text::english)
                .toList()
                .toString();
    }
}
