package org.sallyport.cli;

import java.net.InetAddress;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.AddressLiteral;

/**
 * An IP address as logs and people write it, with a port or without: {@code 203.0.113.9}, {@code 203.0.113.9:443},
 * {@code 2001:db8::9}, {@code [2001:db8::9]:443}. What only some readers take for an address (1, 127.1, 010.0.0.1) is
 * none, and nothing is ever looked up. Immutable.
 */
record AddressPort(InetAddress address, Optional<Port> port) {

    /** Whether a text can only be meant as an address, right or wrong: no host name is written like it. */
    static boolean isMeant(String text) {
        return text.startsWith("[") || text.matches("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:.*") || text.matches("[0-9.]+(:.*)?");
    }

    /** @throws InputException where the text is no address, or the port behind it is none */
    static AddressPort parse(String text) {
        // of an IPv6 address, only the bracketed form can have a port
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        InetAddress address = address(hasPort ? text.substring(0, colon) : text)
                .orElseThrow(() -> new InputException(
                        Text.of("\"%s\" is no address", "« %s » n'est pas une adresse", text),
                        Text.of(
                                "write 10.0.0.53, 10.0.0.53:5353 or [2001:db8::53]:5353",
                                "écrivez 10.0.0.53, 10.0.0.53:5353 ou [2001:db8::53]:5353")));
        return new AddressPort(
                address, hasPort ? Optional.of(Port.parse(text.substring(colon + 1))) : Optional.empty());
    }

    private static Optional<InetAddress> address(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        // brackets are for IPv6
        return bracketed && !text.contains(":")
                ? Optional.empty()
                : AddressLiteral.parse(bracketed ? text.substring(1, text.length() - 1) : text);
    }

    /** The address in its shortest form (RFC 5952). */
    String literal() {
        String text = address.getHostAddress();
        for (int zeros = 8; zeros > 1; zeros--) {
            String shorter = text.replaceFirst("(^|:)0(:0){" + (zeros - 1) + "}(:|$)", "::");
            if (!shorter.equals(text)) {
                return shorter;
            }
        }
        return text;
    }

    /** The address and this port. */
    String at(Port any) {
        String literal = literal();
        return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + any;
    }
}
