package org.sallyport.check.pac;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as PAC files write them: four decimal numbers, or IPv6 without a zone. Nothing is looked up. */
final class Address {

    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Address() {}

    static Optional<InetAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            return parse4(text).map(address -> address);
        }
        try {
            return IPV6.matcher(text).matches() ? Optional.of(Inet6Address.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Inet4Address> parse4(String text) {
        return IPV4.matcher(text).matches() ? Optional.of(Inet4Address.ofLiteral(text)) : Optional.empty();
    }

    static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The 32 bits of an address, the first number in the highest. */
    static int bits(Inet4Address address) {
        int bits = 0;
        for (byte octet : address.getAddress()) {
            bits = (bits << 8) | (octet & 0xff);
        }
        return bits;
    }

    /** Whether the first so many bits of two addresses of one family are the same. */
    static boolean agree(InetAddress one, InetAddress other, int length) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length || length > 8 * a.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (((a[bit / 8] ^ b[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }
}
