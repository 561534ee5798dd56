package org.sallyport.core.site;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

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

    // what Java reads besides (fewer numbers, zones, names) is not what it seems
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public Network {
        if (length < 0 || length > 8 * base.getAddress().length) {
            throw refused(base.getHostAddress() + "/" + length);
        }
        if (!Arrays.equals(masked(base.getAddress(), length), base.getAddress())) {
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
        if (!ADDRESS.matcher(written).matches() || !(slash < 0 || bits.matches("0|[1-9][0-9]{0,2}"))) {
            throw refused(text);
        }
        try {
            InetAddress base = InetAddress.ofLiteral(written);
            return new Network(base, slash < 0 ? 8 * base.getAddress().length : Integer.parseInt(bits));
        } catch (IllegalArgumentException e) {
            throw refused(text);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == base.getAddress().length && Arrays.equals(masked(octets, length), base.getAddress());
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + length;
    }

    private static byte[] masked(byte[] octets, int length) {
        byte[] masked = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            int bits = Math.clamp(length - 8L * i, 0, 8);
            masked[i] = (byte) (octets[i] & (0xff00 >> bits));
        }
        return masked;
    }

    private static InputException refused(String text) {
        return new InputException(Text.of("\"%s\" is no network", "« %s » n'est pas un réseau", text), REPAIR);
    }
}
