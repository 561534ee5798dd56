package org.sallyport.core.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * Host names as vendors write them: one name, all names below one, or labels with stars inside. Immutable.
 *
 * <p>What no document means is no pattern: a star in the last label, and {@code *.com} or anything else that has less
 * than two literal labels behind its last star.
 */
public sealed interface HostPattern extends Comparable<HostPattern> {

    /** One name: {@code d1.sophosupd.com}. */
    record Exact(HostName name) implements HostPattern {
        @Override
        public boolean matches(HostName other) {
            return name.equals(other);
        }

        @Override
        public HostName suffix() {
            return name;
        }

        @Override
        public String toString() {
            return name.value();
        }
    }

    /** One or more labels below a name, never the name itself: {@code *.sophos.com}. */
    record Below(HostName base) implements HostPattern {
        public Below {
            if (base.labels().size() < 2) {
                throw tooWide("*." + base);
            }
        }

        @Override
        public boolean matches(HostName other) {
            return other.isBelow(base);
        }

        @Override
        public HostName suffix() {
            return base;
        }

        @Override
        public String toString() {
            return "*." + base;
        }
    }

    /**
     * Labels with stars inside. A star inside a label stands for zero or more characters, never a dot; a label that is
     * nothing but a star stands for one label, and in the first place for one or more.
     *
     * @param labels the leftmost first; at least one has a star, and the last two have none
     */
    record Glob(List<LabelGlob> labels) implements HostPattern {
        public Glob {
            labels = List.copyOf(labels);
            int size = labels.size();
            boolean plain = labels.stream().noneMatch(LabelGlob::hasStar);
            boolean below = labels.getFirst().equals(LabelGlob.ANY)
                    && labels.stream().skip(1).noneMatch(LabelGlob::hasStar);
            if (!plain
                    && (size < 3
                            || labels.get(size - 1).hasStar()
                            || labels.get(size - 2).hasStar())) {
                throw tooWide(join(labels));
            }
            if (plain || below) {
                throw new IllegalArgumentException(
                        "Exact or Below says the same as the labels " + labels + "; parse chooses the form");
            }
            if (join(labels).length() > HostName.LONGEST_NAME) {
                throw HostName.refused(
                        join(labels), "it has more than 253 octets", "il a plus de 253 octets", HostName.LENGTHS);
            }
            suffix(labels);
        }

        @Override
        public boolean matches(HostName other) {
            List<String> names = other.labels();
            boolean manyInFront = labels.getFirst().equals(LabelGlob.ANY);
            int surplus = names.size() - labels.size();
            if (surplus < 0 || (surplus > 0 && !manyInFront)) {
                return false;
            }
            for (int i = manyInFront ? 1 : 0; i < labels.size(); i++) {
                if (!labels.get(i).matches(names.get(surplus + i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public HostName suffix() {
            return suffix(labels);
        }

        private static HostName suffix(List<LabelGlob> labels) {
            int first = labels.size();
            while (!labels.get(first - 1).hasStar()) {
                first--;
            }
            return new HostName(join(labels.subList(first, labels.size())));
        }

        @Override
        public String toString() {
            return join(labels);
        }

        private static String join(List<LabelGlob> labels) {
            return labels.stream().map(LabelGlob::text).collect(Collectors.joining("."));
        }
    }

    /** Whether the name is one of this pattern's. */
    boolean matches(HostName name);

    /** The literal labels behind the last star; the whole name where there is no star. */
    HostName suffix();

    /** Whether the pattern stands for more than one name. */
    default boolean isWildcard() {
        return !(this instanceof Exact);
    }

    /** Whether every name of the other pattern is one of this pattern's. */
    default boolean covers(HostPattern other) {
        return switch (this) {
            case Exact exact -> exact.equals(other);
            case Below below ->
                switch (other) {
                    case Exact(HostName name) -> below.matches(name);
                    case Below(HostName base) -> base.equals(below.base()) || base.isBelow(below.base());
                    // a glob has at least one label in front of its suffix
                    case Glob glob ->
                        glob.suffix().equals(below.base()) || glob.suffix().isBelow(below.base());
                };
            case Glob glob ->
                switch (other) {
                    case Exact(HostName name) -> glob.matches(name);
                    default -> glob.equals(other) || NameSet.of(other).isSubsetOf(NameSet.of(glob));
                };
        };
    }

    /**
     * Reads a pattern as documents write it.
     *
     * @throws InputException where the text is no pattern, with the reason
     */
    static HostPattern parse(String text) {
        if (text.indexOf('*') < 0) {
            return new Exact(HostName.parse(text));
        }
        if (text.length() > HostName.LONGEST_TEXT) {
            throw HostName.tooLong(text);
        }
        String written = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (written.startsWith("*.") && written.indexOf('*', 1) < 0) {
            // not of what is written: HostName takes one trailing dot off, and there must be no second one
            return new Below(HostName.parse(text.substring(2)));
        }
        List<LabelGlob> labels = new ArrayList<>();
        for (String label : HostName.lowerAscii(written).split("\\.", -1)) {
            labels.add(label.indexOf('*') < 0 && !label.isEmpty() ? literal(label) : new LabelGlob(label));
        }
        return new Glob(labels);
    }

    /** As {@link #parse}, but empty where the text is no pattern. */
    static Optional<HostPattern> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /** By text. */
    @Override
    default int compareTo(HostPattern other) {
        return toString().compareTo(other.toString());
    }

    private static LabelGlob literal(String label) {
        return new LabelGlob(HostName.parse(label + ".example").labels().getFirst());
    }

    private static InputException tooWide(String text) {
        return new InputException(
                Text.of(
                        "\"%s\" is too wide: no document means everybody's names",
                        "« %s » est trop large : aucun document ne vise les noms de tout le monde", text),
                Text.of(
                        "keep at least two labels without a star at the end, as in *.example.com",
                        "gardez à la fin au moins deux étiquettes sans étoile, comme *.example.com"));
    }
}
