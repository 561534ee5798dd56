package org.sallyport.core.name;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.sallyport.core.name.NameTree.Answer;

/**
 * Decides whether a host name is one of the names that many patterns stand for, fast enough to ask it for every request
 * and every line of a log. Exact: what decides is always a comparison of all letters, never a hash. Immutable; safe for
 * use by several threads.
 *
 * <p>A look-up walks down a tree from the end of the name and stops where no pattern goes on, so its time depends on
 * the name and not on the number of patterns; only globs with the same literal labels at their end are tried one after
 * the other. It allocates nothing but a few hundred octets once a thread, except for octets that are not ASCII and for
 * {@code xn--} labels that a star stands for: those are read by {@link HostName} first.
 */
public final class HostMatcher {

    /** An odd number whose bits look random. */
    private static final long MULTIPLIER = 0xd1342543de82ef95L;

    /** No UTF-8 text with more octets has as few characters as {@link HostName} reads. */
    private static final int LONGEST_TEXT = 3 * (HostName.LONGEST_TEXT + 1);

    private static final ThreadLocal<byte[]> OCTETS =
            ThreadLocal.withInitial(() -> new byte[Letters.SPAN + HostName.LONGEST_NAME]);

    private final NameTree tree;

    private HostMatcher(NameTree tree) {
        this.tree = tree;
    }

    /** A matcher for all names that one of the patterns matches. */
    public static HostMatcher of(Collection<? extends HostPattern> patterns) {
        return hashing(patterns, MULTIPLIER);
    }

    /** For tests: 0 gives all names the same hash. */
    static HostMatcher hashing(Collection<? extends HostPattern> patterns, long multiplier) {
        return new HostMatcher(new NameTreeBuilder(patterns, multiplier).build());
    }

    public boolean matches(HostName name) {
        byte[] octets = OCTETS.get();
        Letters.copy(name.value(), octets);
        return tree.matches(octets, Letters.SPAN, Letters.SPAN + name.value().length(), true) == Answer.YES;
    }

    /**
     * Reads a name where it lies. The answer is that for {@link HostName#tryParse} of these octets as UTF-8: upper case
     * and one trailing dot make no difference, and what is no host name matches nothing.
     *
     * @param octets holds the name
     * @param from the first octet of the name
     * @param to behind its last octet
     * @throws IndexOutOfBoundsException where that is no part of the array
     */
    public boolean matches(byte[] octets, int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        int end = to > from && octets[to - 1] == '.' ? to - 1 : to;
        if (end - from > HostName.LONGEST_NAME) {
            return !isAscii(octets, from, end) && matchesAsText(octets, from, to);
        }
        Answer answer = from >= Letters.SPAN ? tree.matches(octets, from, end, false) : matchesCopy(octets, from, end);
        return answer == Answer.YES || (answer == Answer.UNDECIDED && matchesAsText(octets, from, to));
    }

    private Answer matchesCopy(byte[] octets, int from, int end) {
        byte[] copy = OCTETS.get();
        System.arraycopy(octets, from, copy, Letters.SPAN, end - from);
        return tree.matches(copy, Letters.SPAN, Letters.SPAN + end - from, false);
    }

    private static boolean isAscii(byte[] octets, int from, int end) {
        for (int i = from; i < end; i++) {
            if (octets[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesAsText(byte[] octets, int from, int to) {
        return to - from <= LONGEST_TEXT
                && HostName.tryParse(new String(octets, from, to - from, StandardCharsets.UTF_8))
                        .filter(this::matches)
                        .isPresent();
    }

    /**
     * The most specific of the patterns that match: the name itself, else the one with the most literal labels at its
     * end; among those, stars inside labels before the whole domain, and the most literal letters and then the fewest stars first.
     * Allocates.
     */
    public Optional<HostPattern> match(HostName name) {
        String pattern = tree.match(name.value());
        return pattern.isEmpty() ? Optional.empty() : Optional.of(HostPattern.parse(pattern));
    }

    /** Octets of memory that the patterns take, within a few per cent of what a virtual machine lays out for them. */
    public long bytes() {
        return tree.bytes();
    }
}
