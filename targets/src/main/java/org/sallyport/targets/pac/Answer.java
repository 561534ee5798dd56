package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

/**
 * What a PAC file answers: ways to go, the first that works is taken. Safe inside a JavaScript string: letters,
 * digits, and none of {@code " \ <}.
 *
 * @param text in normal form, {@code PROXY proxy.example.net:3128; DIRECT}
 */
record Answer(String text) {

    private static final int MOST_WAYS = 16;
    private static final Set<String> PROXIES = Set.of("PROXY", "HTTP", "HTTPS", "SOCKS", "SOCKS4", "SOCKS5");
    private static final Pattern WAY = Pattern.compile("([A-Za-z0-9]+)[ \t]+(.+):([0-9]{1,5})");
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}\\]");

    /**
     * Reads {@code DIRECT}, {@code PROXY host:port} (or HTTP, HTTPS, SOCKS, SOCKS4, SOCKS5), or several with semicolons
     * between them.
     *
     * @throws InputException where the text is no answer
     */
    static Answer parse(String text) {
        List<String> ways = new ArrayList<>();
        for (String way : text.split(";", -1)) {
            ways.add(way(way.strip()).orElseThrow(() -> wrong(text)));
        }
        if (ways.size() > MOST_WAYS) {
            throw wrong(text);
        }
        return new Answer(String.join("; ", ways));
    }

    private static Optional<String> way(String way) {
        if (way.equalsIgnoreCase("DIRECT")) {
            return Optional.of("DIRECT");
        }
        Matcher matcher = WAY.matcher(way);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String kind = matcher.group(1).toUpperCase(Locale.ROOT);
        Optional<Port> port = Port.tryParse(matcher.group(3));
        return PROXIES.contains(kind)
                ? host(matcher.group(2)).flatMap(host -> port.map(p -> kind + " " + host + ":" + p.number()))
                : Optional.empty();
    }

    private static Optional<String> host(String host) {
        boolean address = IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
        return address ? Optional.of(host) : HostName.tryParse(host).map(HostName::value);
    }

    private static InputException wrong(String text) {
        return new InputException(
                Text.of("\"%s\" is no answer of a PAC file", "« %s » n'est pas une réponse de fichier PAC", text),
                Text.of(
                        "write DIRECT, or PROXY host:port (or HTTPS, SOCKS5), or several with ; between them",
                        "écrivez DIRECT, ou PROXY hôte:port (ou HTTPS, SOCKS5), ou plusieurs séparés par ;"));
    }

    @Override
    public String toString() {
        return text;
    }
}
