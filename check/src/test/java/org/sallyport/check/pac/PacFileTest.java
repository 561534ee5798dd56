package org.sallyport.check.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostName;

class PacFileTest {

    @Test
    void theWaysAreTriedInTheirOrder() throws InterruptedException {
        assertThat(Scripts.ways(
                        "return 'PROXY gate.example.net:3128; HTTPS [2001:DB8::1]:8443 ;SOCKS5 10.0.0.1; DIRECT';"))
                .extracting(Directive::toString)
                .containsExactly(
                        "PROXY gate.example.net:3128",
                        "HTTPS [2001:db8:0:0:0:0:0:1]:8443",
                        "SOCKS5 10.0.0.1:1080",
                        "DIRECT");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/secret?q=1#f, https://www.example.com/",
        "https://www.example.com:8443/secret, https://www.example.com:8443/",
        "https://www.example.com:443, https://www.example.com/",
        "http://www.example.com/page?q=1#f, http://www.example.com/page?q=1",
        "http://user:secret@www.example.com:80, http://www.example.com/",
        "HTTP://WWW.EXAMPLE.COM:8080/A, http://www.example.com:8080/A",
    })
    void theScriptSeesOfAnAddressWhatBrowsersShow(String address, String shown) throws InterruptedException {
        assertThat(Scripts.ways(
                        "return host == 'www.example.com' && url == '" + shown + "' ? 'DIRECT' : 'PROXY no:1';",
                        address))
                .containsExactly(new Directive.Direct());
    }

    @Test
    void whatTheScriptRemembersItRemembersForOneCall() throws InterruptedException {
        PacFile file = Scripts.file("var calls = 0;" + Scripts.function("return 'PROXY gate:' + ++calls;"));

        assertThat(List.of(ask(file, "a.example.com"), ask(file, "b.example.com")))
                .containsOnly(List.of("PROXY gate:1"));
    }

    @Test
    void severalThreadsAskAtTheSameTime() throws Exception {
        PacFile file = Scripts.file(
                Scripts.function(
                        "for (var i = 0; i < 500; i++) if (/[a-c]x[0-9]+/.test(host)) return 'PROXY ' + host + ':1'; return 'DIRECT';"));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<List<String>>> questions = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<List<String>>) () -> ask(file, "ax" + i + ".example.com"))
                    .toList();
            List<Future<List<String>>> answers = threads.invokeAll(questions);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).containsExactly("PROXY ax" + i + ".example.com:1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var f = (a, b = 'DIRECT') => b; return f(1);",
                "let [a] = ['DIRECT']; const { b } = { b: a }; return `${b}`;",
                "for (let way of new Set(['DIRECT'])) return way;",
                "return ['x', 'DIRECT'].find(x => x.startsWith('D'));",
                "return 'DIRECTx'.replace(/x$/, '');",
                "return new Function('return \"DIRECT\"')();",
                "eval('var e = \"DIRECT\"'); return e;",
                "alert('hello'); return 'DIRECT';",
                "return 'x'.repeat(20000).replace(/^(x)x*$/, '$1$1') == 'xx' ? 'DIRECT' : 'PROXY no:1';",
                "return Math.random() == 0.25 ? 'DIRECT' : 'PROXY no:1';",
                "return [3, 2, 1].sort().join('') == '123' && [1, 2].concat([3], 4).length == 4 ? 'DIRECT' : 'PROXY no:1';",
                "return Math.max.apply(null, [1, 9]) == 9 && '7'.padStart(2, '0') == '07' ? 'DIRECT' : 'PROXY no:1';",
                "return 'a.b.c'.replace(/\\./g, '$&-') == 'a.-b.-c' && 'ab'.repeat(2) == 'abab' ? 'DIRECT' : 'PROXY no:1';",
                "return [...'ab', ...[1]].join('') == 'ab1' && Array.from({ length: 2 }).length == 2 ? 'DIRECT' : 'PROXY no:1';",
            })
    void theLanguageIsTheOneOfBrowsers(String body) throws InterruptedException {
        assertThat(Scripts.ways(body)).containsExactly(new Directive.Direct());
    }

    @Test
    void theDateOfTheScriptIsTheOneOfTheClock() throws InterruptedException {
        assertThat(Scripts.value("[new Date().getTime(), Date.now(), new Date().getHours(), new Date(0).getTime(),"
                        + " new Date() instanceof Date, new Date(2026, 0, 1).getFullYear(), Date().length > 9].join()"))
                .isEqualTo("1795518000000,1795518000000,12,0,true,2026,true");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheScript() throws InterruptedException {
        assertThat(ask(Scripts.file("\ufeff" + Scripts.function("return 'DIRECT'")), "a.example.com"))
                .containsExactly("DIRECT");
    }

    @Test
    void aLongListOfConditionsIsRun() throws InterruptedException {
        String conditions = IntStream.range(0, 5_000)
                .mapToObj(i -> "dnsDomainIs(host, '.a" + i + ".example.com')")
                .reduce("false", (a, b) -> a + " ||\n" + b);

        assertThat(ask(
                        Scripts.file(Scripts.function("if (" + conditions + ") return 'DIRECT'; return 'PROXY no:1';")),
                        "x.a4999.example.com"))
                .containsExactly("DIRECT");
    }

    @Test
    void whatDoesNotCompileIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Scripts.file("var a = 1;\nfunction FindProxyForURL(url, host) {\n  if (;\n}"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("proxy.pac:3: the script fails: \"syntax error\"; ");
    }

    @Test
    void whatFailsWhileItIsLoadedIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Scripts.file("\nmissing();" + Scripts.function("return 'DIRECT'")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "proxy.pac:2: the script fails: \"ReferenceError: \"missing\" is not defined.\"; ");
    }

    @Test
    void aFileWithoutTheFunctionIsRefused() {
        assertThatThrownBy(() -> Scripts.file("var FindProxyForURL = 'DIRECT';"))
                .isInstanceOf(InputException.class)
                .hasMessage("proxy.pac: there is no function FindProxyForURL; give a proxy auto-config file");
        assertThatThrownBy(() -> Scripts.file("")).isInstanceOf(InputException.class);
    }

    @Test
    void aFileOfMoreThanAMebibyteIsRefused() throws InterruptedException {
        String script = Scripts.function("return 'DIRECT'");
        Scripts.file(script + " ".repeat(PacFile.MOST_BYTES - script.length()));

        assertThatThrownBy(() -> Scripts.file(script + " ".repeat(PacFile.MOST_BYTES)))
                .hasMessageContaining("more than 1 MiB");
        assertThatThrownBy(() -> Scripts.file(script + "//" + "日".repeat(PacFile.MOST_BYTES / 2)))
                .hasMessageContaining("more than 1 MiB");
    }

    @Test
    void theScriptThatThrowsIsToldWithItsLine() {
        assertThatExceptionOfType(PacException.class)
                .isThrownBy(() -> Scripts.ways("\nhost.missing();"))
                .withMessageStartingWith("proxy.pac:3: the script fails: \"TypeError: Cannot find function missing");
        assertThatExceptionOfType(PacException.class)
                .isThrownBy(() -> Scripts.ways("throw 'no proxy';"))
                .satisfies(e -> assertThat(e.sentence(Locale.FRENCH))
                        .startsWith("proxy.pac:2: le script échoue : « no proxy » ; corrigez le script"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return 1;",
                "return null;",
                "",
                "return true;",
                "return ['DIRECT'];",
                "return new String('DIRECT');"
            })
    void whatIsNoTextIsNoAnswer(String body) {
        assertThatThrownBy(() -> Scripts.ways(body))
                .isInstanceOf(PacException.class)
                .hasMessage("proxy.pac: FindProxyForURL returns no text; repair the script, or name the proxy itself");
    }

    @Test
    void whatNamesNoWayIsNoAnswer() {
        assertThatThrownBy(() -> Scripts.ways("return 'PROXI gate:1';"))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("FindProxyForURL returns \"PROXI gate:1\", which names no way to go");
    }

    private static List<String> ask(PacFile file, String host) throws InterruptedException {
        return file.find(URI.create("https://" + host + "/"), HostName.parse(host)).stream()
                .map(Directive::toString)
                .toList();
    }
}
