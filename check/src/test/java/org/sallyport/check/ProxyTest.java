package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.check.login.Login;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;

/** How proxies and log-ins are written, and which way the environment chooses. */
class ProxyTest {

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com:3128, proxy.example.com:3128",
        "HTTP://proxy.example.com:3128/, proxy.example.com:3128",
        "proxy.example.com, proxy.example.com:80",
        "http://user:a@b@proxy.example.com:3128, proxy.example.com:3128",
        "10.0.0.1:8080, 10.0.0.1:8080",
        "http://[2001:db8::1]:3128, [2001:db8::1]:3128",
        "[2001:db8::1], [2001:db8::1]:80"
    })
    void readsTheFormsInWhichProxiesAreWritten(String written, String read) {
        assertThat(Proxy.parse(written)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3128",
                "127.1:3128",
                "https://proxy.example.com",
                "socks5://10.0.0.1:1080",
                "proxy.example.com:",
                "proxy.example.com:x",
                "proxy.example.com:99999",
                "a b:80",
                "proxy.example.com/path",
                "proxy\r\nX: y:80",
                "[2001:db8::1]x"
            })
    void refusesWhatIsNoProxy(String written) {
        assertThatThrownBy(() -> Proxy.parse(written)).isInstanceOf(InputException.class);
    }

    @Test
    void readsALogInAndKeepsItsPasswordToItself() {
        assertThat(Login.parse("ACME\\user:a:b")).isEqualTo(new Login("ACME", "user", "a:b"));
        assertThat(Login.parse("user:secret")).hasToString("user");
        assertThatThrownBy(() -> Login.parse(":secret")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Login.parse("user:a\nb")).isInstanceOf(InputException.class);
    }

    @Test
    void findsTheLogInBeforeAProxy() {
        assertThat(Login.before("http://ACME\\user:a@b@proxy.example.com:3128"))
                .contains(new Login("ACME", "user", "a@b"));
        assertThat(Login.before("user@proxy.example.com")).contains(new Login("", "user", ""));
        assertThat(Login.before("http://proxy.example.com:3128")).isEmpty();
    }

    @Test
    void takesTheVariablesOfTheEnvironmentAsCurlDoes() {
        ProxyEnvironment environment = ProxyEnvironment.of(Map.of(
                "HTTPS_PROXY", "http://user:secret@secure.example.com:3128",
                "http_proxy", "plain.example.com:8080",
                "NO_PROXY", ".example.org, d2.example.com,10.0.0.1"));
        assertThat(way(environment, "d1.example.com", Aim.Speech.TLS)).isEqualTo("secure.example.com:3128");
        assertThat(way(environment, "d1.example.com", Aim.Speech.HTTP)).isEqualTo("plain.example.com:8080");
        assertThat(way(environment, "d2.example.com", Aim.Speech.TLS)).isEqualTo("direct");
        assertThat(way(environment, "evild2.example.com", Aim.Speech.TLS)).isEqualTo("secure.example.com:3128");
        assertThat(way(environment, "x.d2.example.com", Aim.Speech.TLS)).isEqualTo("direct");
        assertThat(way(environment, "a.example.org", Aim.Speech.TLS)).isEqualTo("direct");
    }

    @Test
    void takesNoHeaderOfAClientForAVariable() {
        assertThat(ProxyEnvironment.of(Map.of("HTTP_PROXY", "http://evil.example.com"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> ProxyEnvironment.of(Map.of("https_proxy", "socks5://10.0.0.1")))
                .hasMessageContaining("https_proxy");
    }

    private static String way(ProxyEnvironment environment, String host, Aim.Speech speech) {
        List<Way> ways = environment.to(Wanted.aim(host, speech == Aim.Speech.TLS ? Port.HTTPS : Port.HTTP, speech));
        assertThat(ways).hasSize(1);
        return ways.getFirst().toString();
    }
}
