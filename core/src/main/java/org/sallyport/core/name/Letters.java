package org.sallyport.core.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.sallyport.core.name.NameTree.Answer;

/**
 * Names read where they lie, eight letters at once: a word has the letter before its end in its lowest octet. Upper
 * case is folded on the way; what is no letter of a name stays, and equals nothing.
 *
 * <p>Three words are always looked at, and only more than 24 letters take a loop. Nobody can predict how long the labels
 * of the next name are, so a loop for every label would cost more than two words too many.
 */
final class Letters {

    /** What is looked at at once. */
    static final int SPAN = 3 * Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long DOTS = 0x2e2e2e2e2e2e2e2eL;

    /** Moves the lowest bit of each octet into the highest octet, in their order. */
    private static final long GATHER = 0x0102040810204080L;

    /** {@code xn--}, which only UTS 46 can judge. */
    private static final int XN = 0x786e2d2d;

    /** For -16 to 24 letters, the bits of them in a word. */
    private static final long[] MASKS = new long[2 * Long.BYTES + SPAN + 1];

    private static final byte LETTER = 1;
    private static final byte HYPHEN = 2;
    private static final byte DOT = 3;
    private static final byte BEYOND_ASCII = 4;

    /** What an octet is; 0 for what no name has. */
    private static final byte[] KINDS = new byte[256];

    static {
        for (int length = 1; length <= SPAN; length++) {
            MASKS[2 * Long.BYTES + length] = mask(length);
        }
        for (int octet = 0; octet < KINDS.length; octet++) {
            char lower = (char) lower((long) octet);
            KINDS[octet] = octet >= 0x80
                    ? BEYOND_ASCII
                    : lower == '.' ? DOT : lower == '-' ? HYPHEN : HostName.isLabelCharacter(lower) ? LETTER : 0;
        }
    }

    private Letters() {}

    /** The start of the last label before {@code end}, or of the last two, in a name that starts at {@code from}. */
    static int start(byte[] octets, int from, int end, boolean two) {
        int length = Math.min(end - from, SPAN);
        // where the name starts counts as a dot
        int dots = dots(octets, end)
                | dots(octets, end - Long.BYTES) << 8
                | dots(octets, end - 2 * Long.BYTES) << 16
                | 1 << length;
        int first = Integer.numberOfTrailingZeros(dots);
        int back = two && first < length ? Integer.numberOfTrailingZeros(dots & (dots - 1)) : first;
        return back < SPAN || end - from == SPAN ? end - back : farStart(octets, from, end, two);
    }

    private static int farStart(byte[] octets, int from, int end, boolean two) {
        int start = end;
        boolean last = !two;
        while (start > from && (octets[start - 1] != '.' || !last)) {
            last |= octets[start - 1] == '.';
            start--;
        }
        return start;
    }

    private static int dots(byte[] octets, int last) {
        long different = word(octets, last) ^ DOTS;
        long dots = ~(((different & ~HIGH_BITS) + ~HIGH_BITS) | different | ~HIGH_BITS);
        return (int) (((dots >>> 7) * GATHER) >>> 56);
    }

    static long hash(byte[] octets, int from, int end, long seed, long multiplier) {
        int mask = maskOf(end - from);
        long hash = mixed(seed ^ (lower(word(octets, end)) & MASKS[mask]), multiplier);
        hash = mixed(hash ^ (lower(word(octets, end - 8)) & MASKS[mask - 8]), multiplier);
        hash = mixed(hash ^ (lower(word(octets, end - 16)) & MASKS[mask - 16]), multiplier);
        for (int last = end - SPAN; last > from; last -= Long.BYTES) {
            hash = mixed(hash ^ (lower(word(octets, last)) & mask(last - from)), multiplier);
        }
        return hash;
    }

    /** All 128 bits of the product, folded. */
    private static long mixed(long value, long multiplier) {
        return (value * multiplier) ^ Math.unsignedMultiplyHigh(value, multiplier);
    }

    /** Whether the same letters, in lower case, lie in the pool at {@code place}. */
    static boolean areAt(byte[] pool, int place, byte[] octets, int from, int end) {
        int distance = place - from;
        int mask = maskOf(end - from);
        long different = (difference(pool, distance, octets, end) & MASKS[mask])
                | (difference(pool, distance, octets, end - 8) & MASKS[mask - 8])
                | (difference(pool, distance, octets, end - 16) & MASKS[mask - 16]);
        for (int last = end - SPAN; last > from; last -= Long.BYTES) {
            different |= difference(pool, distance, octets, last) & mask(last - from);
        }
        return different == 0;
    }

    private static long difference(byte[] pool, int distance, byte[] octets, int last) {
        return lower(word(octets, last)) ^ word(pool, last + distance);
    }

    static boolean areAscii(byte[] octets, int from, int end) {
        int mask = maskOf(end - from);
        long seen = (word(octets, end) & MASKS[mask])
                | (word(octets, end - 8) & MASKS[mask - 8])
                | (word(octets, end - 16) & MASKS[mask - 16]);
        for (int last = end - SPAN; last > from; last -= Long.BYTES) {
            seen |= word(octets, last) & mask(last - from);
        }
        return (seen & HIGH_BITS) == 0;
    }

    /** Whether these are labels of a host name, all but its last. */
    static Answer areName(byte[] octets, int from, int end) {
        int length = 0;
        byte before = DOT;
        for (int i = from; i <= end; i++) {
            byte kind = i == end ? DOT : KINDS[octets[i] & 0xff];
            if (kind == DOT) {
                if (length == 0 || length > HostName.LONGEST_LABEL || before == HYPHEN) {
                    return Answer.NO;
                }
                length = 0;
            } else if (kind == BEYOND_ASCII) {
                return Answer.UNDECIDED;
            } else if (kind == 0 || (kind == HYPHEN && length == 0)) {
                return Answer.NO;
            } else if (++length == 4 && kind == HYPHEN && (int) lower(word(octets, i + 1)) == XN) {
                return Answer.UNDECIDED;
            }
            before = kind;
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
    private static long word(byte[] octets, int last) {
        if (last >= Long.BYTES) {
            return (long) WORDS.get(octets, last - Long.BYTES);
        }
        long word = 0;
        for (int i = 0; i < last; i++) {
            word = word << Byte.SIZE | (octets[i] & 0xff);
        }
        return word;
    }

    /** Eight octets of a pool, the first one lowest. */
    static long wordFrom(byte[] pool, int place) {
        return Long.reverseBytes((long) WORDS.get(pool, place));
    }

    private static int maskOf(int length) {
        return 2 * Long.BYTES + Math.min(length, SPAN);
    }

    private static long mask(int length) {
        return length >= Long.BYTES ? -1 : (1L << (Byte.SIZE * length)) - 1;
    }
}
