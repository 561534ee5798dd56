package org.sallyport.check;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.check.login.Login;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

/**
 * A proxy that is spoken to in HTTP without TLS.
 *
 * @param host a name or an address in its written form
 */
public record Proxy(String host, Port port) {

    private static final Port USUAL = Port.HTTP;

    // 3128 alone would be the address 0.0.12.56
    private static final Pattern FOUR_PARTS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

    public Proxy {
        if (address(host).isEmpty() && HostName.tryParse(host).isEmpty()) {
            throw new InputException(
                    Text.of("\"%s\" is no name and no address", "« %s » n'est ni un nom ni une adresse", host), FORM);
        }
    }

    private static final Text FORM = Text.of(
            "write http://proxy.example.com:3128 or http://10.0.0.1:3128",
            "écrivez http://proxy.example.com:3128 ou http://10.0.0.1:3128");

    /**
     * Reads {@code http://host:port}, {@code host:port} or {@code host}, whose port is 80 (RFC 9110, section 4.2.1). A
     * log-in may stand before the host; {@link Login#before} reads it.
     *
     * @throws InputException where it is none of these, or a proxy that wants TLS
     */
    public static Proxy parse(String text) {
        if (text.regionMatches(true, 0, "https://", 0, 8) || text.regionMatches(true, 0, "socks", 0, 5)) {
            throw new InputException(
                    Text.of(
                            "a proxy of that kind is not spoken to: %s",
                            "ce genre de proxy n'est pas pris en charge : %s", text),
                    FORM);
        }
        String rest = text.regionMatches(true, 0, "http://", 0, 7) ? text.substring(7) : text;
        rest = rest.substring(rest.lastIndexOf('@') + 1);
        rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        if (rest.startsWith("[") && rest.indexOf(']') > 0) {
            int end = rest.indexOf(']');
            String behind = rest.substring(end + 1);
            return new Proxy(rest.substring(1, end), behind.isEmpty() ? USUAL : port(text, behind));
        }
        int colon = rest.indexOf(':');
        return colon < 0
                ? new Proxy(rest, USUAL)
                : new Proxy(rest.substring(0, colon), port(text, rest.substring(colon)));
    }

    private static Port port(String text, String written) {
        if (!written.startsWith(":")) {
            throw new InputException(Text.of("\"%s\" is no proxy", "« %s » n'est pas un proxy", text), FORM);
        }
        return Port.parse(written.substring(1));
    }

    /** Its address where it is named by one; nothing is looked up. */
    public Optional<InetAddress> address() {
        return address(host);
    }

    private static Optional<InetAddress> address(String host) {
        if (!host.contains(":") && !FOUR_PARTS.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port.number();
    }
}
