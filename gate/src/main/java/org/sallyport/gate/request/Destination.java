package org.sallyport.gate.request;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.AddressLiteral;
import org.sallyport.core.name.HostName;

/** Where a client wants to go, as the authority of its request says (RFC 9112, section 3.2.3). Immutable. */
public sealed interface Destination {

    Port port();

    /** The name, or the address without brackets. */
    String written();

    /** A server by its name. */
    record Named(HostName host, Port port) implements Destination {
        @Override
        public String written() {
            return host.value();
        }

        @Override
        public String toString() {
            return host + ":" + port.number();
        }
    }

    /** A server by an address in its usual form. */
    record Numbered(InetAddress address, Port port) implements Destination {
        @Override
        public String written() {
            return address.getHostAddress();
        }

        @Override
        public String toString() {
            return (written().contains(":") ? "[" + written() + "]" : written()) + ":" + port.number();
        }
    }

    Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /**
     * Reads {@code host:port}. Strict: no user, no spaces, no zone, a port without sign and leading zeros, brackets around
     * IPv6 only, an address in no other spelling than the usual one.
     *
     * @throws RefusedException where it is none of these
     */
    static Destination parse(String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || !PORT.matcher(authority.substring(colon + 1)).matches()) {
            throw new RefusedException(Refusal.NO_PORT);
        }
        return parse(authority.substring(0, colon), authority.substring(colon + 1));
    }

    /** As {@link #parse(String)}, with a port for where none is written. */
    static Destination parse(String authority, Port usual) {
        // the last colon of an address in brackets stands inside them
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? parse(authority) : parse(authority, Integer.toString(usual.number()));
    }

    private static Destination parse(String host, String number) {
        int value = Integer.parseInt(number);
        if (value > 65_535) {
            throw new RefusedException(Refusal.NO_PORT);
        }
        Port port = Port.tcp(value);
        if (host.startsWith("[")) {
            String inside = host.endsWith("]") && host.contains(":") ? host.substring(1, host.length() - 1) : "";
            return AddressLiteral.parse(inside)
                    .map(address -> new Numbered(address, port))
                    .orElseThrow(() -> new RefusedException(Refusal.NOT_A_NAME));
        }
        // without brackets, an IPv6 address is none
        Optional<InetAddress> address = host.indexOf(':') < 0 ? AddressLiteral.parse(host) : Optional.empty();
        if (address.isPresent()) {
            return new Numbered(address.get(), port);
        }
        return new Named(HostName.tryParse(host).orElseThrow(() -> new RefusedException(Refusal.NOT_A_NAME)), port);
    }
}
