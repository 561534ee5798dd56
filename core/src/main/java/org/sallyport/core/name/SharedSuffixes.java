package org.sallyport.core.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The domains under which anybody can obtain a name: the public suffix list with its private part, as of the
 * build. {@code cloudfront.net} is one, {@code sophos.com} is not. What the list does not know is taken for a single owner's,
 * so an answer of "not shared" is no promise. Immutable.
 */
public final class SharedSuffixes {

    private static final String LIST = "/org/publicsuffix/list/effective_tld_names.dat";

    private final Set<String> exact;
    private final Set<String> under;
    private final Set<String> excluded;

    private SharedSuffixes(Set<String> exact, Set<String> under, Set<String> excluded) {
        this.exact = Set.copyOf(exact);
        this.under = Set.copyOf(under);
        this.excluded = Set.copyOf(excluded);
    }

    /** The list that comes with this build of Sallyport. */
    public static SharedSuffixes known() {
        try (InputStream list = Objects.requireNonNull(SharedSuffixes.class.getResourceAsStream(LIST), LIST)) {
            return parse(new String(list.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the format of publicsuffix.org: a rule a line, {@code *.} for all below, {@code !} for an exception. */
    public static SharedSuffixes parse(String list) {
        Set<String> exact = new HashSet<>();
        Set<String> under = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        list.lines()
                .map(String::strip)
                .filter(rule -> !rule.isEmpty() && !rule.startsWith("//"))
                .forEach(rule -> {
                    if (rule.startsWith("!")) {
                        excluded.add(canonical(rule.substring(1)));
                    } else if (rule.startsWith("*.")) {
                        under.add(canonical(rule.substring(2)));
                    } else {
                        exact.add(canonical(rule));
                    }
                });
        return new SharedSuffixes(exact, under, excluded);
    }

    // most rules are plain ASCII already, and all are read at once
    private static String canonical(String rule) {
        boolean plain = rule.chars().allMatch(c -> c == '.' || (c < 128 && HostName.isLabelCharacter((char) c)));
        return plain ? rule : HostName.tryParse(rule).map(HostName::value).orElse(rule);
    }

    /** Whether anybody can obtain a name directly below this one. A lone label (a top-level domain) always counts. */
    public boolean isShared(HostName suffix) {
        return suffix.value().indexOf('.') < 0 || isPublic(suffix.value());
    }

    /** Whether the name ends in a top-level domain that exists: {@code a.com} does, {@code setup.log} does not. */
    public boolean hasKnownTopLevel(HostName name) {
        return isPublic(name.labels().getLast());
    }

    /**
     * The name that one owner holds: the shared suffix of this name and one label more. Empty for a name that is
     * itself a shared suffix.
     */
    public Optional<HostName> owned(HostName name) {
        Optional<HostName> parent = name.parent();
        if (isShared(name) || parent.isEmpty()) {
            return Optional.empty();
        }
        return isShared(parent.get()) ? Optional.of(name) : owned(parent.get());
    }

    /**
     * A shared suffix that the pattern opens to everybody: the suffix of its wildcard, one above that with nothing of
     * the owner's left in between, or one below it ({@code *.amazonaws.com} brings {@code s3.amazonaws.com}). Empty for
     * an exact name.
     */
    public Optional<HostName> openedBy(HostPattern pattern) {
        return switch (pattern) {
            case HostPattern.Exact exactName -> Optional.empty();
            case HostPattern.Below below when isShared(below.base()) -> Optional.of(below.base());
            case HostPattern.Below below ->
                below(below.base()).min((a, b) -> {
                    int byLength = Integer.compare(a.value().length(), b.value().length());
                    return byLength != 0 ? byLength : a.compareTo(b);
                });
            case HostPattern.Glob glob ->
                owned(glob.suffix()).isPresent() ? Optional.empty() : Optional.of(glob.suffix());
        };
    }

    /** Every name below one of the shared suffixes that lie at or below the given names. */
    public NameSet namesOfEverybodyBelow(Collection<HostName> bases) {
        Stream<String> shared = bases.stream()
                .flatMap(base -> Stream.of(
                        Stream.of(base.value()).filter(suffix -> isShared(base)),
                        below(exact, base),
                        below(under, base).map(suffix -> "*." + suffix)))
                .flatMap(suffixes -> suffixes);
        Stream<HostName> owned =
                bases.stream().flatMap(base -> below(excluded, base)).flatMap(SharedSuffixes::name);
        return NameSet.of(shared.flatMap(suffix -> HostPattern.tryParse("*." + suffix).stream())
                        .toList())
                .minus(NameSet.of(owned.map(HostPattern.Below::new).toList()));
    }

    private Stream<HostName> below(HostName base) {
        return Stream.of(exact, under).flatMap(list -> below(list, base)).flatMap(SharedSuffixes::name);
    }

    private static Stream<String> below(Set<String> list, HostName base) {
        String end = "." + base.value();
        return list.stream().filter(suffix -> suffix.endsWith(end));
    }

    private static Stream<HostName> name(String suffix) {
        return HostName.tryParse(suffix).stream();
    }

    private boolean isPublic(String name) {
        if (excluded.contains(name)) {
            return false;
        }
        int dot = name.indexOf('.');
        return exact.contains(name) || (dot > 0 && under.contains(name.substring(dot + 1)));
    }
}
