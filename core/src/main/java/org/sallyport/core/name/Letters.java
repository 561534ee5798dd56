package org.sallyport.core.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.sallyport.core.name.NameTree.Answer;

/**
 * Names read where they lie, eight letters at once: a word has the letter before its end in its lowest octet. Upper
 * case and lower case are the same; what is no letter of a name equals nothing.
 *
 * <p>Three words are always looked at, and only more than 24 letters take a loop. Nobody can predict how long the labels
 * of the next name are, so a loop for every label would cost more than two words too many. So 24 octets have to lie
 * before every name, whatever they are.
 */
final class Letters {

    /** What is looked at at once, and what has to lie before a name. */
    static final int SPAN = 3 * Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long DOTS = 0x2e2e2e2e2e2e2e2eL;

    /** Moves the lowest bit of each octet into the highest octet, in their order. */
    private static final long GATHER = 0x0102040810204080L;

    /** {@code xn--}, which only UTS 46 can judge. */
    private static final int XN = 0x786e2d2d;

    private static final long LOWER_CASE = 0x2020202020202020L;
    private static final long HYPHENS = 0x2d2d2d2d2d2d2d2dL;
    private static final long UNDERSCORES = 0x5f5f5f5f5f5f5f5fL;

    /** For -16 to 24 letters, the bits of them in a word. */
    private static final long[] MASKS = new long[2 * Long.BYTES + SPAN + 1];

    static {
        for (int length = 1; length <= SPAN; length++) {
            MASKS[2 * Long.BYTES + length] = mask(length);
        }
    }

    private Letters() {}

    /** The letters of a name, with the room that has to lie before it. */
    static byte[] of(String name) {
        byte[] octets = new byte[SPAN + name.length()];
        copy(name, octets);
        return octets;
    }

    @SuppressWarnings("deprecation") // the one way that allocates nothing; what it drops, no host name has
    static void copy(String name, byte[] octets) {
        name.getBytes(0, name.length(), octets, SPAN);
    }

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
        return gathered(equal(word(octets, last), DOTS));
    }

    /** Upper case makes no difference; nor do a few octets that no name has, which the comparison finds. */
    static long hash(byte[] octets, int from, int end, long seed, long multiplier) {
        int mask = maskOf(end - from);
        // three products that do not wait for each other
        long hash = mixed(seed ^ ((word(octets, end) | LOWER_CASE) & MASKS[mask]), multiplier)
                ^ mixed(~((word(octets, end - 8) | LOWER_CASE) & MASKS[mask - 8]), 3 * multiplier)
                ^ mixed(~((word(octets, end - 16) | LOWER_CASE) & MASKS[mask - 16]), 5 * multiplier);
        for (int last = end - SPAN; last > from; last -= Long.BYTES) {
            hash = mixed(hash ^ ((word(octets, last) | LOWER_CASE) & mask(last - from)), multiplier);
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

    /** Only letters have both bits, and they alone may differ in the one that makes upper case of lower case. */
    private static long difference(byte[] pool, int distance, byte[] octets, int last) {
        long literal = word(pool, last + distance);
        long upperCase = literal & (literal >>> 1) & LOWER_CASE;
        return (word(octets, last) ^ literal) & ~upperCase;
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
        return arePlainName(octets, from, end) ? Answer.YES : areNameInDetail(octets, from, end);
    }

    /** Whether it is plain to see that they are: 24 letters at most, no hyphen at a border and no two together. */
    private static boolean arePlainName(byte[] octets, int from, int end) {
        int length = end - from;
        if (length == 0 || length > SPAN) {
            return false;
        }
        int mask = maskOf(length);
        long first = word(octets, end);
        long second = word(octets, end - 8);
        long third = word(octets, end - 16);
        long strange = (strange(first) & MASKS[mask])
                | (strange(second) & MASKS[mask - 8])
                | (strange(third) & MASKS[mask - 16]);
        int all = (1 << length) - 1;
        int dots = all & places(first, second, third, DOTS);
        int hyphens = all & places(first, second, third, HYPHENS);
        int borders = (dots << 1) | (dots >>> 1) | 1 | (1 << (length - 1));
        return strange == 0 && ((dots | hyphens) & borders) == 0 && (hyphens & (hyphens << 1)) == 0;
    }

    private static int places(long first, long second, long third, long letters) {
        return gathered(equal(first, letters))
                | gathered(equal(second, letters)) << 8
                | gathered(equal(third, letters)) << 16;
    }

    private static Answer areNameInDetail(byte[] octets, int from, int end) {
        int length = 0;
        char before = '.';
        for (int i = from; i <= end; i++) {
            char letter = i == end ? '.' : (char) lower(octets[i]);
            if (letter == '.') {
                if (length == 0 || length > HostName.LONGEST_LABEL || before == '-') {
                    return Answer.NO;
                }
                length = 0;
            } else if (letter >= 0x80) {
                return Answer.UNDECIDED;
            } else if (!HostName.isLabelCharacter(letter) || (letter == '-' && length == 0)) {
                return Answer.NO;
            } else if (++length == 4 && (int) (word(octets, i + 1) | LOWER_CASE) == XN) {
                return Answer.UNDECIDED;
            }
            before = letter;
        }
        return Answer.YES;
    }

    static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet & 0xff;
    }

    /** The high bit of each octet that is none of a name's. */
    private static long strange(long word) {
        long low = word & ~HIGH_BITS;
        long usual = between(low | LOWER_CASE, 'a', 'z')
                | between(low, '0', '9')
                | between(low, '-', '.')
                | equal(low, UNDERSCORES);
        return (~usual | word) & HIGH_BITS;
    }

    /** The high bit of each octet from {@code least} to {@code most}; all octets are ASCII. */
    private static long between(long word, char least, char most) {
        return (word + (0x80 - least) * EACH) & ~(word + (0x7f - most) * EACH);
    }

    /** The high bit of each octet that is equal. */
    private static long equal(long word, long letters) {
        long different = word ^ letters;
        return ~(((different & ~HIGH_BITS) + ~HIGH_BITS) | different | ~HIGH_BITS);
    }

    private static int gathered(long highBits) {
        return (int) (((highBits >>> 7) * GATHER) >>> 56);
    }

    /** The octets before {@code last}, also those that lie before the name. */
    private static long word(byte[] octets, int last) {
        return (long) WORDS.get(octets, last - Long.BYTES);
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
