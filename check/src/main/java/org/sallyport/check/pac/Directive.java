package org.sallyport.check.pac;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.check.Proxy;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

/** One way to go that a proxy auto-config file answers. Immutable; its text is safe to print. */
public sealed interface Directive {

    /** To the server itself. */
    record Direct() implements Directive {

        @Override
        public String toString() {
            return "DIRECT";
        }
    }

    /** Through a proxy. */
    record Through(Protocol protocol, Proxy proxy) implements Directive {

        @Override
        public String toString() {
            return protocol + " " + proxy;
        }
    }

    /** What is spoken to a proxy. Its text is the word of PAC files. */
    enum Protocol {
        /** {@code PROXY}, and {@code HTTP} as Firefox writes it. */
        HTTP(80),
        /** HTTP inside TLS. */
        HTTPS(443),
        /** {@code SOCKS4}, and {@code SOCKS} without a number. */
        SOCKS4(1080),
        SOCKS5(1080);

        private final Port usual;

        Protocol(int usual) {
            this.usual = Port.tcp(usual);
        }

        private static Optional<Protocol> of(String word) {
            return switch (word.toUpperCase(Locale.ROOT)) {
                case "PROXY", "HTTP" -> Optional.of(HTTP);
                case "HTTPS" -> Optional.of(HTTPS);
                case "SOCKS", "SOCKS4" -> Optional.of(SOCKS4);
                case "SOCKS5" -> Optional.of(SOCKS5);
                default -> Optional.empty();
            };
        }

        @Override
        public String toString() {
            return this == HTTP ? "PROXY" : name();
        }
    }

    /** More are not tried by anybody: a text may have thousands. */
    int MOST = 32;

    /**
     * Reads an answer: ways with semicolons between them. As in browsers, an empty text is {@link Direct}, a port may be
     * missing, and what is no way is passed over.
     *
     * @return in the order in which they are to be tried, at most {@link #MOST}; none where nothing in the text is a way
     */
    static List<Directive> all(String answer) {
        List<Directive> ways = new ArrayList<>();
        boolean empty = true;
        for (String text : answer.split(";", -1)) {
            String way = text.strip();
            empty &= way.isEmpty();
            if (ways.size() < MOST) {
                tryParse(way).ifPresent(ways::add);
            }
        }
        return empty ? List.of(new Direct()) : List.copyOf(ways);
    }

    private static Optional<Directive> tryParse(String text) {
        if (text.equalsIgnoreCase("DIRECT")) {
            return Optional.of(new Direct());
        }
        Matcher matcher = Syntax.FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Protocol.of(matcher.group("protocol")).flatMap(protocol -> {
            Optional<Port> port = Optional.ofNullable(matcher.group("port"))
                    .map(Port::tryParse)
                    .orElse(Optional.of(protocol.usual));
            return host(matcher.group("host"))
                    .flatMap(host -> port.map(at -> new Through(protocol, new Proxy(host, at))));
        });
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[")) {
            return Address.parse(text.substring(1, text.length() - 1))
                    .filter(address -> !(address instanceof Inet4Address))
                    .map(Address::text);
        }
        return Address.parse(text)
                .map(Address::text)
                .or(() -> HostName.tryParse(text).map(HostName::value));
    }

    /** Not part of what callers see, as all in an interface would be. */
    final class Syntax {
        private static final Pattern FORM = Pattern.compile(
                "(?<protocol>[A-Za-z0-9]+)[ \t]+(?<host>\\[[0-9A-Fa-f:.]+\\]|[^\\s:\\[\\]]+)(:(?<port>[0-9]{1,5}))?");

        private Syntax() {}
    }
}
