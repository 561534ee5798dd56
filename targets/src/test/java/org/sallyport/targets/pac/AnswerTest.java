package org.sallyport.targets.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;

class AnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direct | DIRECT",
                "PROXY proxy.example.net:3128 | PROXY proxy.example.net:3128",
                "proxy  Proxy.Example.NET:3128;direct | PROXY proxy.example.net:3128; DIRECT",
                "HTTPS 192.0.2.1:443 ; SOCKS5 [2001:db8::1]:1080 | HTTPS 192.0.2.1:443; SOCKS5 [2001:db8::1]:1080",
                "SOCKS a:1;SOCKS4 b:65535;HTTP c:80 | SOCKS a:1; SOCKS4 b:65535; HTTP c:80",
            })
    void isBroughtIntoOneForm(String written, String normal) {
        assertThat(Answer.parse(written)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "DIRECT;",
                "DIRECTT",
                "PROXY",
                "PROXY proxy",
                "PROXY proxy:0",
                "PROXY proxy:65536",
                "PROXY proxy:08",
                "proxy.example.net:3128",
                "PROXY 300.1.1.1:80",
                "PROXY a b:80",
                "PROXY a\":80",
                "PROXY a\\:80",
                "DIRECT\"; alert(1); \"",
                "PROXY [::1:80",
                "PROXY [\"]:80",
                "QUIC a:443",
            })
    void anythingElseIsRefusedWithTheRepair(String written) {
        assertThatThrownBy(() -> Answer.parse(written))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("write DIRECT, or PROXY host:port");
    }
}
