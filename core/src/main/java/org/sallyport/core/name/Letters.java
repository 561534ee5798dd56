package org.sallyport.core.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.sallyport.core.name.NameTree.Answer;

/**
 * Names read where they lie, eight letters at once: a word has the letter before its end in its lowest octet. So finding
 * dots, hashing and comparing take few steps, and above all few branches that no processor can predict. Upper case is
 * folded on the way; what is no letter of a name stays, and equals nothing.
 */
final class Letters {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long DOTS = 0x2e2e2e2e2e2e2e2eL;

    /** {@code xn--}, which only UTS 46 can judge. */
    private static final int XN = 0x786e2d2d;

    private Letters() {}

    /** The start of the label that ends at {@code end}, in a name that starts at {@code from}. */
    static int labelStart(byte[] octets, int from, int end) {
        for (int last = end; last > from; last -= Long.BYTES) {
            long different = word(octets, last) ^ DOTS;
            long dots = ~(((different & ~HIGH_BITS) + ~HIGH_BITS) | different | ~HIGH_BITS);
            if (dots != 0) {
                return Math.max(from, last - Long.numberOfTrailingZeros(dots) / Byte.SIZE);
            }
        }
        return from;
    }

    static long hash(byte[] octets, int from, int end, long seed, long multiplier) {
        long hash = seed;
        for (int last = end; last > from; last -= Long.BYTES) {
            long product = (hash ^ lower(word(octets, last) & mask(last - from))) * multiplier;
            // a product carries upwards only, and the next one would lose what is up there
            hash = product ^ (product >>> 32);
        }
        return hash;
    }

    /** Whether the same letters, in lower case, lie in the pool at {@code place}. */
    static boolean areAt(byte[] pool, int place, byte[] octets, int from, int end) {
        int distance = place - from;
        for (int last = end; last > from; last -= Long.BYTES) {
            if (((lower(word(octets, last)) ^ word(pool, last + distance)) & mask(last - from)) != 0) {
                return false;
            }
        }
        return true;
    }

    static boolean areAscii(byte[] octets, int from, int end) {
        long seen = 0;
        for (int last = end; last > from; last -= Long.BYTES) {
            seen |= word(octets, last) & mask(last - from);
        }
        return (seen & HIGH_BITS) == 0;
    }

    /** Whether these are labels of a host name, all but its last. */
    static Answer areName(byte[] octets, int from, int end) {
        int length = 0;
        char before = '.';
        for (int i = from; i <= end; i++) {
            char letter = i == end ? '.' : (char) lower(octets[i] & 0xffL);
            if (letter == '.') {
                if (length == 0 || length > HostName.LONGEST_LABEL || before == '-') {
                    return Answer.NO;
                }
                length = 0;
            } else if (letter >= 0x80) {
                return Answer.UNDECIDED;
            } else if (!HostName.isLabelCharacter(letter) || (letter == '-' && length == 0)) {
                return Answer.NO;
            } else if (++length == 4 && (int) lower(word(octets, i + 1)) == XN) {
                return Answer.UNDECIDED;
            }
            before = letter;
        }
        return Answer.YES;
    }

    static int lower(byte[] octets, int at) {
        return (int) lower(octets[at] & 0xffL);
    }

    /** Octets beyond ASCII stay as they are. */
    private static long lower(long word) {
        long low = word & ~HIGH_BITS;
        long fromA = low + (0x80 - 'A') * EACH;
        long beyondZ = low + (0x7f - 'Z') * EACH;
        long upper = (fromA ^ beyondZ) & ~word & HIGH_BITS;
        return word | upper >>> 2;
    }

    /** The octets before {@code last}, also those that lie before a name; zeros before the array. */
    static long word(byte[] octets, int last) {
        if (last >= Long.BYTES) {
            return (long) WORDS.get(octets, last - Long.BYTES);
        }
        long word = 0;
        for (int i = 0; i < last; i++) {
            word = word << Byte.SIZE | (octets[i] & 0xff);
        }
        return word;
    }

    private static long mask(int length) {
        return length >= Long.BYTES ? -1 : (1L << (Byte.SIZE * length)) - 1;
    }
}
