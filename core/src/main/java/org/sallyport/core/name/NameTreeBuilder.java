package org.sallyport.core.name;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lays a {@link NameTree}. Used once, by one thread. */
final class NameTreeBuilder {

    private static final Comparator<String> MOST_LITERAL_FIRST = Comparator.<String>comparingLong(
                    glob -> -glob.chars().filter(c -> c != '*').count())
            .thenComparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    /** What the patterns with the same literal labels say of them. */
    private static final class Anchor {
        boolean exact;
        boolean below;
        final SortedSet<String> globs = new TreeSet<>(MOST_LITERAL_FIRST);

        int flags() {
            return (exact ? NameTree.EXACT : 0) | (below ? NameTree.BELOW : 0) | (globs.isEmpty() ? 0 : NameTree.GLOBS);
        }
    }

    private record Place(int place, long hash) {}

    private final long multiplier;
    private final String[] keys;
    private final Anchor[] anchors;
    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final List<Place> places = new ArrayList<>();
    private final List<List<String>> globs = new ArrayList<>();
    private int families;

    NameTreeBuilder(Collection<? extends HostPattern> patterns, long multiplier) {
        this.multiplier = multiplier;
        Map<String, Anchor> sorted = new TreeMap<>();
        for (HostPattern pattern : patterns) {
            String suffix = pattern.suffix().value();
            Anchor anchor = sorted.computeIfAbsent(key(suffix), key -> new Anchor());
            switch (pattern) {
                case HostPattern.Exact exact -> anchor.exact = true;
                case HostPattern.Below below -> anchor.below = true;
                case HostPattern.Glob glob -> {
                    String text = glob.toString();
                    anchor.globs.add(text.substring(0, text.length() - suffix.length() - 1));
                }
            }
        }
        keys = sorted.keySet().toArray(String[]::new);
        anchors = sorted.values().toArray(Anchor[]::new);
    }

    /**
     * The last letter first, and blanks for dots: a blank sorts before all letters, so everything below a name follows
     * it directly.
     */
    private static String key(String name) {
        return new StringBuilder(name).reverse().toString().replace('.', ' ');
    }

    private static String name(String key) {
        return new StringBuilder(key).reverse().toString().replace(' ', '.');
    }

    NameTree build() {
        pool.writeBytes(new byte[Letters.SPAN]);
        byte[] top = node("", new Anchor(), 0, keys.length, 0);
        int root = pool.size();
        pool.writeBytes(top);
        pool.writeBytes(new byte[Letters.SPAN]);
        int placeMask = (Integer.highestOneBit(pool.size()) << 1) - 1;
        return new NameTree(pool.toByteArray(), root, table(placeMask), placeMask, multiplier, List.copyOf(globs));
    }

    private int[] table(int placeMask) {
        int[] table = new int[1 + Math.multiplyExact(2, places.size())];
        for (Place place : places) {
            int slot = NameTree.slot(place.hash, table.length);
            while (table[slot] != 0) {
                slot = slot + 1 == table.length ? 0 : slot + 1;
            }
            table[slot] = place.place | ((int) place.hash & ~placeMask);
        }
        return table;
    }

    /**
     * A node with all that is below it.
     *
     * @param from the first of the keys below the node
     * @param to behind the last of them
     * @param start where their next label starts
     */
    private byte[] node(String text, Anchor anchor, int from, int to, int start) {
        int below = from == to ? 0 : isList(from, to, start) ? NameTree.LIST : NameTree.FAMILY;
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        node.write(anchor.flags() | below);
        node.write(text.length());
        node.writeBytes(octets(text));
        if (!anchor.globs.isEmpty()) {
            number(node, globs.size());
            globs.add(List.copyOf(anchor.globs));
        }
        if (below == NameTree.LIST) {
            list(node, from, to, start);
        } else if (below == NameTree.FAMILY) {
            family(node, from, to, start);
        }
        return node.toByteArray();
    }

    private void list(ByteArrayOutputStream node, int from, int to, int start) {
        node.write(to - from);
        for (int i = from; i < to; i++) {
            node.write(anchors[i].flags() | (keys[i].length() - start));
        }
        for (int i = from; i < to; i++) {
            node.writeBytes(octets(name(keys[i].substring(start))));
        }
    }

    private void family(ByteArrayOutputStream node, int from, int to, int start) {
        int family = families++;
        number(node, family);
        for (int first = from; first < to; ) {
            int end = end(keys[first], start);
            int next = first + 1;
            while (next < to && isBelow(keys[next], keys[first], end)) {
                next++;
            }
            child(family, first, next, start, end);
            first = next;
        }
    }

    private void child(int family, int from, int to, int start, int end) {
        String text = name(keys[from].substring(start, end));
        boolean anchored = keys[from].length() == end;
        byte[] node = node(text, anchored ? anchors[from] : new Anchor(), anchored ? from + 1 : from, to, end + 1);
        places.add(new Place(pool.size(), NameTree.spread(hash(text, family))));
        number(pool, family);
        pool.writeBytes(node);
    }

    private long hash(String text, int family) {
        byte[] octets = Letters.of(text);
        return Letters.hash(octets, Letters.SPAN, octets.length, family, multiplier);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private boolean isList(int from, int to, int start) {
        int size = 0;
        for (int i = from; i < to; i++) {
            int length = keys[i].length() - start;
            size += length;
            if (size > NameTree.LONGEST_LIST || length > NameTree.LENGTH || !anchors[i].globs.isEmpty()) {
                return false;
            }
        }
        return to - from <= NameTree.MOST_LISTED;
    }

    /** The end of the part that chooses a child: one label, but two for the root, where one would choose nearly none. */
    private static int end(String key, int start) {
        int blank = key.indexOf(' ', start);
        if (start == 0 && blank >= 0) {
            blank = key.indexOf(' ', blank + 1);
        }
        return blank < 0 ? key.length() : blank;
    }

    /** A lone label is a child of the root by itself: what is below it is found by two labels. */
    private static boolean isBelow(String key, String first, int end) {
        boolean lone = end == first.length() && first.indexOf(' ') < 0;
        return !lone && key.startsWith(first.substring(0, end)) && key.charAt(end) == ' ';
    }

    private static void number(ByteArrayOutputStream out, int number) {
        int rest = number;
        for (; rest > 0x7f; rest >>>= 7) {
            out.write(rest | 0x80);
        }
        out.write(rest);
    }
}
