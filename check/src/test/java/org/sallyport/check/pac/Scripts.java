package org.sallyport.check.pac;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mozilla.javascript.ScriptRuntime;
import org.sallyport.check.Fault;
import org.sallyport.check.Resolver;
import org.sallyport.core.name.HostName;

/** Runs scripts in a small world: a few names, one machine, a Tuesday noon in Paris. */
final class Scripts {

    /** Longer than any of these scripts takes on a slow machine. */
    static final Duration LONG = Duration.ofSeconds(20);

    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T11:00:00Z"), ZoneId.of("Europe/Paris"));

    private static final Map<String, String> NAMES = Map.of(
            "web.example.com", "192.0.2.10 2001:db8::10",
            "six.example.com", "2001:db8::6",
            "inside.example.com", "10.1.2.3");

    static final Resolver RESOLVER = (name, patience) -> Optional.ofNullable(NAMES.get(name.value()))
            .map(list -> Resolver.Answer.of(addresses(list), List.of()))
            .orElse(Resolver.Answer.not(Fault.NO_SUCH_NAME));

    private Scripts() {}

    static Surroundings world(Resolver resolver) {
        return new Surroundings(resolver, () -> addresses("10.9.8.7 2001:db8::77"), NOON, () -> 0.25);
    }

    static PacFile file(String text) throws InterruptedException {
        return PacFile.parse("proxy.pac", text, world(RESOLVER), LONG);
    }

    /** What a file whose function consists of that says of a server. */
    static List<Directive> ways(String body, String address) throws InterruptedException {
        URI uri = URI.create(address);
        return file(function(body)).find(uri, HostName.parse(uri.getHost()));
    }

    static List<Directive> ways(String body) throws InterruptedException {
        return ways(body, "https://www.example.com/");
    }

    static String function(String body) {
        return "function FindProxyForURL(url, host) {\n" + body + "\n}\n";
    }

    /** The value of an expression, as text. */
    static String value(String expression) throws InterruptedException {
        return value(expression, world(RESOLVER));
    }

    static String value(String expression, Surroundings surroundings) throws InterruptedException {
        return new Cage("proxy.pac", surroundings, LONG)
                .run((cx, scope) -> ScriptRuntime.toString(cx.evaluateString(scope, expression, "proxy.pac", 1, null)));
    }

    static List<InetAddress> addresses(String list) {
        return Arrays.stream(list.split(" ", -1)).map(InetAddress::ofLiteral).collect(Collectors.toList());
    }
}
