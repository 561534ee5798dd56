package org.sallyport.check.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.check.Fault;
import org.sallyport.check.Proxy;
import org.sallyport.check.Resolver;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

/** Scripts that mean harm: whoever gives out addresses in a network can give out a script as well (WPAD). */
@Timeout(60)
class HostilePacTest {

    private static final Duration SHORT = Duration.ofMillis(150);

    @BeforeAll
    static void theEngineIsLoaded() throws InterruptedException {
        Scripts.ways("return /a/.test(host) ? 'DIRECT' : 'DIRECT';");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (;;);",
                "for (;;) { try { for (;;); } catch (e) { } }",
                "for (;;) { try { for (;;); } finally { continue; } }",
                "function again() { try { for (;;); } finally { again(); } } again();",
                "[1].forEach(function f() { for (;;); });",
                "return { toString: function () { for (;;); } } + '';",
                "throw { toString: function () { for (;;); } };",
                "'x'.replace(/x/, function () { for (;;); });",
                "[2, 1].sort(function () { for (;;); });",
                "JSON.stringify({ get a() { for (;;); } });",
                "for (var x of (function* () { for (;;) yield 1; })()) ;",
                "eval('for (;;);');",
                "new Function('for (;;);')();",
                "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab');",
                "/(x+x+)+y/.exec('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx');",
                "shExpMatch('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '(a+)+');",
            })
    void whatDoesNotEndIsEnded(String body) throws InterruptedException {
        assertThatThrownBy(() -> shortly(body))
                .isInstanceOf(PacException.class)
                .hasMessageMatching(".*: the script (does not end within 150 ms|takes too much memory); .*");
        assertThat(threads()).isEmpty();
    }

    @Test
    void whatDoesNotEndWhileItIsLoadedIsEnded() {
        for (String top :
                List.of("for (;;);", "while (true) dnsResolve('a' + Math.random());", "(function f() { f(); })();")) {
            assertThatThrownBy(() -> PacFile.parse(
                            "proxy.pac",
                            top + Scripts.function("return 'DIRECT';"),
                            Scripts.world(Scripts.RESOLVER),
                            SHORT))
                    .isInstanceOf(InputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function f() { return f() + 1; } return f();",
                "var f = function () { [1].forEach(f); }; f();",
                "var o = { toString: function () { return '' + this; } }; return '' + o;",
                "var o = {}; o.__defineGetter__('a', function () { return this.a; }); return o.a;",
                "var s = ''; for (var i = 0; i < 40000; i++) s += '('; return eval(s);",
                "var s = ''; for (var i = 0; i < 40000; i++) s += '['; return JSON.parse(s);",
                "var s = ''; for (var i = 0; i < 40000; i++) s += '(?:'; return new RegExp(s);",
                "var a = []; for (var i = 0; i < 40000; i++) a = [a]; return a.flat(Infinity).length;",
                "var a = []; for (var i = 0; i < 40000; i++) a = [a]; return '' + a;",
                "var a = []; for (var i = 0; i < 9000; i++) a = [a]; return JSON.stringify(a);",
            })
    void depthHasAnEnd(String body) throws InterruptedException {
        assertThatThrownBy(() -> Scripts.ways(body)).isInstanceOf(PacException.class);
        assertThat(threads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var s = 'x'; for (;;) { s += s; s.charAt(0); }",
                "var a = []; for (;;) a.push('x'.repeat(100000));",
                "for (;;) new Array(9000).fill(1);",
                "var o = {}; for (var i = 0; ; i++) o['k' + i] = [i];",
                "var m = new Map(); for (;;) m.set({}, []);",
            })
    void memoryHasAnEnd(String body) throws InterruptedException {
        assertThatThrownBy(() -> Scripts.ways(body))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("takes too much memory");
        assertThat(threads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var s = 'x'; for (var i = 0; i < 31; i++) s += s; return s.toUpperCase();",
                "var s = 'x'; for (var i = 0; i < 40; i++) s += s; return s;",
            })
    void aTextThatNoHeapHoldsIsNoErrorOfJava(String body) {
        assertThatThrownBy(() -> Scripts.ways(body)).isInstanceOf(PacException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x'.repeat(1e9)",
                "'x'.repeat('1e9')",
                "'x'.padStart(1e9)",
                "'x'.padEnd({ valueOf: function () { return 1e9; } })",
                "String.prototype.repeat.call({ toString: function () { return 'xx'; } }, 1e9)",
                "new Array(1e9).join('x')",
                "new Array(1e6).join('xxxxxxxxxxxxxxxxxxxx')",
                "new Array(1e9).fill(1)",
                "Array.prototype.slice.call({ length: 1e15 })",
                "Array.from({ length: 1e9 })",
                "[].concat(new Array(1e9))",
                "[...new Array(1e9)]",
                "Math.max.apply(null, { length: 1e9 })",
                "'x'.repeat(1e5).replace(/x/g, 'x'.repeat(1e5))",
                "'x'.repeat(1e5).replace(/x/g, '$`')",
                "'x'.repeat(1e5).replaceAll('x', { toString: function () { return 'y'.repeat(1e5); } })",
            })
    void aBuiltInFunctionOfMuchWorkIsRefused(String expression) {
        assertThatThrownBy(() -> Scripts.value(expression))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("RangeError: Invalid ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "Packages",
                "JavaImporter",
                "JavaAdapter",
                "JavaException",
                "importClass",
                "load",
                "print",
                "quit",
                "Continuation",
                "Script",
                "With",
                "ArrayBuffer",
                "Proxy",
                "Reflect",
                "XMLHttpRequest",
                "require",
                "process",
                "global",
            })
    void theScriptFindsNothingButTheLanguage(String name) throws InterruptedException {
        assertThat(Scripts.value("typeof " + name)).isEqualTo("undefined");
        assertThat(Scripts.value("typeof (function () { return this; })()." + name))
                .isEqualTo("undefined");
        assertThat(Scripts.value("typeof [].constructor.constructor('return this')()." + name))
                .isEqualTo("undefined");
        assertThat(Scripts.value("typeof dnsResolve.constructor('return this')()." + name))
                .isEqualTo("undefined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.System.exit(1)",
                "Packages.java.lang.Runtime",
                "getClass()",
                "'x'.getClass()",
                "dnsResolve('web.example.com').getClass()",
                "dnsResolve.getClass()",
                "dnsResolve.target.x",
                "dnsResolve.__parent__.java.lang",
                "new java.lang.String('a')",
                "JavaException.forName('java.lang.System').x",
                "Date.original.x",
                "Date.clock.x",
                "try { null.a } catch (e) { e.javaException.getClass() }",
                "try { null.a } catch (e) { e.rhinoException.getClass() }",
                "try { dnsResolve(Symbol()) } catch (e) { e.javaException.getClass() }",
            })
    void theScriptReachesNothingOfJava(String expression) {
        assertThatThrownBy(() -> Scripts.value(expression))
                .isInstanceOf(PacException.class)
                .hasMessageMatching("(?s).*the script fails: \"(ReferenceError|TypeError): .*");
    }

    @Test
    void aTextThatIsTooLongIsNoAnswer() {
        assertThatThrownBy(() -> Scripts.ways("var s = 'DIRECT;'; while (s.length < 1e7) s += s; return s;"))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("FindProxyForURL returns 14680064 characters");
        assertThatThrownBy(() -> Scripts.ways("throw new Array(100000).join('x');"))
                .isInstanceOf(PacException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void anObjectIsNotAskedForItsText() {
        assertThatThrownBy(() -> Scripts.ways("return { toString: function () { for (;;); } };"))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("returns no text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY gate:1\\nDIRECT",
                "PROXY gate\\u001b[31m:1",
                "PROXY gate\\u202e:1",
                "PROXY \\u0000",
                "PROXY gate:1\\r\\nX: y",
                "PROXY user@gate:1",
                "PROXY http://gate:1",
                "PROXY gate:0",
                "PROXY gate:65536",
                "PROXY gate:-1",
                "PROXY 2001:db8::1:80",
                "PROXY [fe80::1%lo]:80",
                "PROXY [127.0.0.1]:80",
                "PROXY 0x7f.1:80",
                "PROXY",
                "DIRECT gate:1",
            })
    void whatBreaksOutOfAWayIsNoWay(String answer) throws InterruptedException {
        assertThatThrownBy(() -> Scripts.ways("return \"" + answer + "\";")).isInstanceOf(PacException.class);
        assertThat(Scripts.ways("return \"" + answer + "; DIRECT\";")).containsExactly(new Directive.Direct());
    }

    @Test
    void builtInFunctionsThatTheScriptRedefinesDoNoHarm() throws InterruptedException {
        assertThat(Scripts.ways("""
                        String.prototype.toString = function () { for (;;); };
                        Array.prototype.join = RegExp.prototype.test = RegExp.prototype.exec = null;
                        RegExp.prototype[Symbol.search] = function () { for (;;); };
                        Object.prototype.length = 1e9;
                        Function.prototype.call = Function.prototype.apply = null;
                        RegExp = Object = Array = String = Date = undefined;
                        return shExpMatch(host, '*.example.com') && isInNet(host, '0.0.0.0', '0.0.0.0') == false
                            ? 'PROXY gate:1' : 'DIRECT';
                        """))
                .containsExactly(new Directive.Through(Directive.Protocol.HTTP, new Proxy("gate", Port.tcp(1))));
        assertThat(Scripts.ways("dnsDomainIs = function () { return true; }; return dnsDomainIs() ? 'DIRECT' : '';"))
                .containsExactly(new Directive.Direct());
    }

    @Test
    void oneCallChangesNothingForTheNext() throws InterruptedException {
        PacFile file = Scripts.file(Scripts.function(
                "if (shExpMatch('a', 'b')) return 'PROXY evil:1'; shExpMatch = function () { return true; };"
                        + " String.prototype.indexOf = null; return 'DIRECT';"));

        for (int i = 0; i < 3; i++) {
            assertThat(ask(file)).containsExactly(new Directive.Direct());
        }
    }

    @Test
    void lookUpsCountToTheTime() {
        AtomicInteger asked = new AtomicInteger();
        Resolver never = (name, patience) -> {
            asked.incrementAndGet();
            new Semaphore(0).tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Resolver.Answer.not(Fault.DNS_TIMEOUT);
        };

        assertThatThrownBy(() -> ask(
                        file("for (var i = 0; i < 10000; i++) dnsResolve('a' + i + '.example.com'); for (;;);", never)))
                .isInstanceOf(PacException.class)
                .hasMessageContaining("does not end");
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void aNameIsLookedUpOnceInACall() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Resolver counting = (name, patience) -> {
            asked.incrementAndGet();
            return Scripts.RESOLVER.resolve(name, patience);
        };
        PacFile file = PacFile.parse(
                "proxy.pac",
                Scripts.function(
                        "for (var i = 0; i < 1000; i++) isInNet('Web.example.com.', '192.0.2.0', '255.255.255.0');"
                                + " return 'DIRECT';"),
                Scripts.world(counting),
                Scripts.LONG);

        assertThat(ask(file)).containsExactly(new Directive.Direct());
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatNothingStopsIsGivenUpAndNotBegunAgain() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Resolver deaf = (name, patience) -> {
            begun.incrementAndGet();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Resolver.Answer.of(List.of(), List.of());
        };
        PacFile file = file("dnsResolve(host); return 'DIRECT';", deaf);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> ask(file)).isInstanceOf(PacException.class).hasMessageContaining("does not end");
        }
        end.countDown();
        assertThat(begun).hasValue(2);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws InterruptedException {
        PacFile file = Scripts.file(Scripts.function("for (;;);"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ask(file)).isInstanceOf(InterruptedException.class);
    }

    private static List<Directive> shortly(String body) throws InterruptedException {
        return ask(file(body, Scripts.RESOLVER));
    }

    private static PacFile file(String body, Resolver resolver) throws InterruptedException {
        return PacFile.parse("proxy.pac", Scripts.function(body), Scripts.world(resolver), SHORT);
    }

    private static List<Directive> ask(PacFile file) throws InterruptedException {
        return file.find(URI.create("https://www.example.com/"), HostName.parse("www.example.com"));
    }

    /** Those that still run a script, and do not end soon. */
    private static List<Thread> threads() throws InterruptedException {
        List<Thread> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("proxy auto-config") && !thread.join(Duration.ofSeconds(20))) {
                left.add(thread);
            }
        }
        return left;
    }
}
