package org.sallyport.check.pac;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked, the answer is that of a reference which is too simple to be wrong. */
class PredefinedPropertyTest {

    private static final int TRIES = 200;

    @Property(tries = TRIES)
    void aShellExpressionMatchesLetterByLetter(@ForAll("texts") String text, @ForAll("patterns") String pattern)
            throws InterruptedException {
        assertThat(Scripts.value("shExpMatch('" + text + "', '" + pattern + "')"))
                .isEqualTo(String.valueOf(matches(text, pattern)));
    }

    @Property(tries = TRIES)
    void anAddressIsInANetworkWhereTheBitsOfTheMaskAgree(
            @ForAll int network, @ForAll int difference, @ForAll int mask, @ForAll boolean near)
            throws InterruptedException {
        int address = network ^ (near ? difference & ~mask : difference);
        boolean in = true;
        for (int bit = 0; bit < 32; bit++) {
            boolean counts = bit(mask, bit);
            in &= !counts || bit(address, bit) == bit(network, bit);
        }

        assertThat(Scripts.value(
                        "isInNet('" + dotted(address) + "', '" + dotted(network) + "', '" + dotted(mask) + "')"))
                .isEqualTo(String.valueOf(in));
        assertThat(Scripts.value("convert_addr('" + dotted(address) + "')")).isEqualTo(String.valueOf(address));
    }

    @Property(tries = TRIES)
    void anAddressIsBelowAPrefixWhereItsFirstBitsAgree(
            @ForAll int network, @ForAll int difference, @ForAll("lengths") int length) throws InterruptedException {
        int address = network ^ (difference >>> (length / 2));
        boolean in = length == 0 || (network >>> (32 - length)) == (address >>> (32 - length));

        assertThat(Scripts.value("isInNetEx('" + dotted(address) + "', '" + dotted(network) + "/" + length + "')"))
                .isEqualTo(String.valueOf(in));
        assertThat(Scripts.value("isInNetEx('2001:db8::" + hex(address) + "', '2001:db8::" + hex(network) + "/"
                        + (96 + length) + "')"))
                .isEqualTo(String.valueOf(in));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab.-").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab.-*?").ofMaxLength(6);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, 32);
    }

    private static boolean matches(String text, String pattern) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        return switch (pattern.charAt(0)) {
            case '*' -> matches(text, rest) || (!text.isEmpty() && matches(text.substring(1), pattern));
            case '?' -> !text.isEmpty() && matches(text.substring(1), rest);
            default -> !text.isEmpty() && text.charAt(0) == pattern.charAt(0) && matches(text.substring(1), rest);
        };
    }

    private static boolean bit(int bits, int index) {
        return ((bits >>> index) & 1) == 1;
    }

    private static String dotted(int bits) {
        return (bits >>> 24) + "." + ((bits >>> 16) & 255) + "." + ((bits >>> 8) & 255) + "." + (bits & 255);
    }

    private static String hex(int bits) {
        return Integer.toHexString(bits >>> 16) + ":" + Integer.toHexString(bits & 0xffff);
    }
}
