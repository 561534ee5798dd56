package org.sallyport.core.site;

import java.net.InetAddress;
import java.util.Arrays;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.AddressLiteral;

/**
 * The addresses with the same first bits, as CIDR writes them (RFC 4632, section 3.1). Immutable.
 *
 * @param base has no bit behind the first {@code length}
 * @param length in bits, 0 to 32 or to 128
 */
public record Network(InetAddress base, int length) {

    private static final Text REPAIR = Text.of(
            "write 10.20.0.0/16, fd12:3456::/32, or a single address",
            "écrivez 10.20.0.0/16, fd12:3456::/32, ou une seule adresse");

    public Network {
        if (length < 0 || length > 8 * base.getAddress().length) {
            throw refused(base.getHostAddress() + "/" + length);
        }
        if (hasBitsBehind(base.getAddress(), length)) {
            throw new InputException(
                    Text.of(
                            "%s/%s has bits behind the first %s",
                            "%s/%s a des bits au-delà des %s premiers", base.getHostAddress(), length, length),
                    REPAIR);
        }
    }

    /**
     * Reads {@code 10.20.0.0/16}; without a length it is one address.
     *
     * @throws InputException where it is none
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        InetAddress base = AddressLiteral.parse(written).orElseThrow(() -> refused(text));
        if (!(slash < 0 || bits.matches("0|[1-9][0-9]{0,2}"))) {
            throw refused(text);
        }
        return new Network(base, slash < 0 ? 8 * base.getAddress().length : Integer.parseInt(bits));
    }

    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] wanted = base.getAddress();
        if (octets.length != wanted.length) {
            return false;
        }
        int whole = length / 8;
        return Arrays.equals(octets, 0, whole, wanted, 0, whole)
                && (length % 8 == 0 || (octets[whole] & mask(length % 8)) == (wanted[whole] & 0xff));
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + length;
    }

    /** An octet whose first bits are ones. */
    private static int mask(int bits) {
        return 0xff & (0xff00 >> bits);
    }

    private static boolean hasBitsBehind(byte[] octets, int length) {
        for (int i = 0; i < octets.length; i++) {
            if ((octets[i] & ~mask(Math.clamp(length - 8L * i, 0, 8)) & 0xff) != 0) {
                return true;
            }
        }
        return false;
    }

    private static InputException refused(String text) {
        return new InputException(Text.of("\"%s\" is no network", "« %s » n'est pas un réseau", text), REPAIR);
    }
}
