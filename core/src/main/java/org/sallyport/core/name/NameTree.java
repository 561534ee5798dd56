package org.sallyport.core.name;

import java.util.List;

/**
 * The literal labels of many patterns as a tree that is walked from the end of a name, in two arrays.
 *
 * <p>A <em>node</em> lies in the pool as its flags, the length of its text, its text (the labels that it adds to those of
 * its parent), and what the flags announce. The names below it are one of two things. A few are a <em>list</em>: their
 * number, an octet for each that has its flags and length, and their texts. It costs little more than the letters, and
 * the octets are compared with the length of a name eight at once. Many are a <em>family</em> with a number: each child
 * is a node anywhere in the pool, behind the number of its family, and is found through the hash table. A slot of the
 * table holds the place of a child in its lower bits and some bits of its hash in the rest, so that nearly all wrong
 * slots are passed by without a look at the pool.
 *
 * <p>The hash only says where to look. A child is taken when its family and all its letters are equal.
 */
final class NameTree {

    /** Whether a pattern matches. */
    enum Answer {
        YES,
        NO,
        /** The octets have to be read as a {@link HostName} first. */
        UNDECIDED
    }

    static final int NONE = -1;

    /** Flags: the name of the node is a pattern, or all below it is, or globs end in it. */
    static final int EXACT = 0x40;

    static final int BELOW = 0x80;
    static final int GLOBS = 0x01;

    /** What is below the node, behind the number of its globs. */
    static final int LIST = 0x02;

    static final int FAMILY = 0x04;

    /** In the octets of a list, the length lies beside {@link #EXACT} and {@link #BELOW}. */
    static final int LENGTH = 0x3f;

    /** The texts of a list: no sum of lengths is more than an octet. */
    static final int LONGEST_LIST = 255;

    static final int MOST_LISTED = 127;

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] pool;
    private final int root;
    private final int[] table;
    private final int placeMask;
    private final long multiplier;
    private final List<List<String>> globs;

    /**
     * A tree as {@link NameTreeBuilder} lays it.
     *
     * @param pool has {@link Letters#SPAN} octets before the first node and behind the last
     * @param root the node that all names are below
     * @param table the hash table; 0 is an empty slot
     * @param placeMask the bits of a slot that are a place
     * @param multiplier of the hash
     * @param globs what stands before the names of nodes that have globs
     */
    NameTree(byte[] pool, int root, int[] table, int placeMask, long multiplier, List<List<String>> globs) {
        this.pool = pool;
        this.root = root;
        this.table = table;
        this.placeMask = placeMask;
        this.multiplier = multiplier;
        this.globs = globs;
    }

    /**
     * Whether a pattern matches the name that lies in these octets.
     *
     * @param from the first octet of the name; {@link Letters#SPAN} octets at least lie before it
     * @param to behind its last octet
     * @param canonical whether it is known to be a host name in canonical form
     */
    Answer matches(byte[] octets, int from, int to, boolean canonical) {
        int node = root;
        int end = to;
        while ((pool[node] & FAMILY) != 0) {
            // one label chooses a child, but two below the root, where one would choose next to nothing
            int start = Letters.start(octets, from, end, node == root);
            node = child(node, octets, start, end);
            if (node == NONE) {
                return noneUnless(canonical, octets, start, end);
            }
            if (start == from) {
                return (pool[node] & EXACT) != 0 ? Answer.YES : Answer.NO;
            }
            end = start - 1;
            Answer answer = open(pool[node], node, octets, from, end, canonical);
            if (answer != Answer.NO) {
                return answer;
            }
        }
        return (pool[node] & LIST) != 0 ? inList(node, octets, from, end, canonical) : Answer.NO;
    }

    private static Answer noneUnless(boolean canonical, byte[] octets, int from, int end) {
        return canonical || Letters.areAscii(octets, from, end) ? Answer.NO : Answer.UNDECIDED;
    }

    private Answer inList(int parent, byte[] octets, int from, int end, boolean canonical) {
        int list = behindGlobs(parent);
        int count = pool[list];
        int text = list + 1 + count;
        int rest = end - from;
        for (int i = 0; i < count; i += Long.BYTES) {
            long heads = heads(list + 1 + i, count - i);
            long lengths = heads & (LENGTH * EACH);
            for (long some = candidates(heads, lengths, rest); some != 0; some &= some - 1) {
                int shift = Long.numberOfTrailingZeros(some) - (Byte.SIZE - 1);
                int length = (int) (lengths >>> shift) & LENGTH;
                int before = ((int) ((lengths * EACH) >>> shift) & 0xff) - length;
                int start = end - length;
                boolean apart = start > from && octets[start - 1] == '.';
                if ((start == from || apart) && Letters.areAt(pool, text + before, octets, start, end)) {
                    return canonical || !apart ? Answer.YES : Letters.areName(octets, from, start - 1);
                }
            }
            text += (int) ((lengths * EACH) >>> 56);
        }
        return noneUnless(canonical, octets, from, end);
    }

    /** The octets of up to eight names of a list, the first one lowest; zeros where there are less. */
    private long heads(int place, int count) {
        long heads = Letters.wordFrom(pool, place);
        return count >= Long.BYTES ? heads : heads & ((1L << (Byte.SIZE * count)) - 1);
    }

    /** The high bit of each name that is as long as the rest of the text, or shorter where all below it is meant. */
    private static long candidates(long heads, long lengths, int rest) {
        if (rest > LENGTH) {
            return heads & HIGH_BITS;
        }
        long equal = ~((lengths ^ (rest * EACH)) + ~HIGH_BITS) & (heads << 1);
        long less = ~((lengths | HIGH_BITS) - (rest * EACH)) & heads;
        return (equal | less) & HIGH_BITS;
    }

    /** Whether a star before the name of the node stands for the rest of the text. */
    private Answer open(int flags, int node, byte[] octets, int from, int end, boolean canonical) {
        if ((flags & (BELOW | GLOBS)) == 0) {
            return Answer.NO;
        }
        Answer name = canonical ? Answer.YES : Letters.areName(octets, from, end);
        if (name != Answer.YES || (flags & BELOW) != 0) {
            return name;
        }
        List<String> candidates = globs(node);
        for (int i = 0; i < candidates.size(); i++) {
            if (matches(candidates.get(i), octets, from, end)) {
                return Answer.YES;
            }
        }
        return Answer.NO;
    }

    private int child(int parent, byte[] octets, int start, int end) {
        int family = number(behindGlobs(parent));
        long hash = spread(Letters.hash(octets, start, end, family, multiplier));
        int slot = slot(hash, table.length);
        for (int entry = table[slot]; entry != 0; entry = table[slot]) {
            if (((entry ^ (int) hash) & ~placeMask) == 0) {
                int place = entry & placeMask;
                int node = behindNumber(place);
                if ((pool[node + 1] & 0xff) == end - start
                        && number(place) == family
                        && Letters.areAt(pool, node + 2, octets, start, end)) {
                    return node;
                }
            }
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        return NONE;
    }

    /** Brings all bits of the hash into its upper half, which chooses the slot, and its lower, which marks it. */
    static long spread(long hash) {
        long spread = hash * 0x9e3779b97f4a7c15L;
        return spread ^ (spread >>> 32);
    }

    static int slot(long hash, int slots) {
        return (int) (((hash >>> 32) * slots) >>> 32);
    }

    /** The most specific pattern that matches a canonical name, as a text; empty where none does. */
    String match(String name) {
        byte[] octets = Letters.of(name);
        String best = "";
        int node = root;
        int end = octets.length;
        while ((pool[node] & FAMILY) != 0) {
            int start = Letters.start(octets, Letters.SPAN, end, node == root);
            node = child(node, octets, start, end);
            if (node == NONE) {
                return best;
            }
            if (start == Letters.SPAN) {
                return (pool[node] & EXACT) != 0 ? name : best;
            }
            end = start - 1;
            String front = front(node, octets, end);
            best = front.isEmpty() ? best : front + name.substring(end - Letters.SPAN);
        }
        return (pool[node] & LIST) != 0 ? matchInList(node, name, octets, end, best) : best;
    }

    /** What stands for the rest of a name before the name of the node: a glob, a star, or nothing. */
    private String front(int node, byte[] octets, int end) {
        for (String glob : globs(node)) {
            if (matches(glob, octets, Letters.SPAN, end)) {
                return glob;
            }
        }
        return (pool[node] & BELOW) != 0 ? "*" : "";
    }

    private String matchInList(int parent, String name, byte[] octets, int end, String before) {
        String best = before;
        int longest = 0;
        int list = behindGlobs(parent);
        int text = list + 1 + pool[list];
        for (int head = list + 1; head <= list + pool[list]; head++) {
            int length = pool[head] & LENGTH;
            int start = end - length;
            if (start >= Letters.SPAN && Letters.areAt(pool, text, octets, start, end)) {
                boolean whole = start == Letters.SPAN;
                if (whole && (pool[head] & EXACT) != 0) {
                    return name;
                }
                if (!whole && octets[start - 1] == '.' && (pool[head] & BELOW) != 0 && length > longest) {
                    longest = length;
                    best = "*." + name.substring(start - Letters.SPAN);
                }
            }
            text += length;
        }
        return best;
    }

    private List<String> globs(int node) {
        return (pool[node] & GLOBS) != 0 ? globs.get(number(behindText(node))) : List.of();
    }

    private int behindText(int node) {
        return node + 2 + (pool[node + 1] & 0xff);
    }

    private int behindGlobs(int node) {
        int at = behindText(node);
        return (pool[node] & GLOBS) != 0 ? behindNumber(at) : at;
    }

    /** A number lies in groups of seven bits, the lowest first; the sign says that another group follows. */
    private int number(int place) {
        int number = pool[place] & 0x7f;
        int at = place;
        for (int shift = 7; pool[at] < 0; shift += 7) {
            number |= (pool[++at] & 0x7f) << shift;
        }
        return number;
    }

    private int behindNumber(int place) {
        int at = place;
        while (pool[at] < 0) {
            at++;
        }
        return at + 1;
    }

    /** Compares a glob from its end, where its dots and those of the name are the same ones. */
    private static boolean matches(String glob, byte[] octets, int from, int end) {
        boolean manyInFront = glob.startsWith("*.");
        int g = glob.length() - 1;
        int t = end - 1;
        int star = -1;
        int resume = -1;
        while (t >= from) {
            if (g == 0 && manyInFront) {
                return true;
            }
            int letter = Letters.lower(octets[t]);
            if (g >= 0 && glob.charAt(g) == '*') {
                star = g--;
                resume = t;
            } else if (g >= 0 && glob.charAt(g) == letter) {
                g--;
                t--;
            } else if (star >= 0 && octets[resume] != '.') {
                g = star - 1;
                t = --resume;
            } else {
                return false;
            }
        }
        while (g >= 0 && glob.charAt(g) == '*') {
            g--;
        }
        return g < 0;
    }

    /** Octets of the arrays and of the globs' texts, as a 64-bit virtual machine with compressed references lays them. */
    long bytes() {
        long arrays = 16L + pool.length + 16 + 4L * table.length;
        long texts = globs.stream()
                .mapToLong(list -> 40
                        + list.stream()
                                .mapToLong(text -> 4 + 24 + 16 + text.length())
                                .sum())
                .sum();
        return arrays + texts;
    }
}
