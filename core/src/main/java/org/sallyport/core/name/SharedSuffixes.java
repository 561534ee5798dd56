package org.sallyport.core.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private static final String PRIVATE_SECTION = "===BEGIN PRIVATE DOMAINS===";

    private final Set<String> exact;
    private final Set<String> under;
    private final Set<String> excluded;
    private final Set<String> registries;

    /** For each name at or above an entry of a list, the entries at or below it. */
    private final Map<String, List<String>> exactBelow;

    private final Map<String, List<String>> underBelow;
    private final Map<String, List<String>> excludedBelow;

    private SharedSuffixes(Set<String> exact, Set<String> under, Set<String> excluded, Set<String> registries) {
        this.exact = Collections.unmodifiableSet(exact);
        this.under = Collections.unmodifiableSet(under);
        this.excluded = Collections.unmodifiableSet(excluded);
        this.registries = Collections.unmodifiableSet(registries);
        this.exactBelow = byNamesAbove(exact);
        this.underBelow = byNamesAbove(under);
        this.excludedBelow = byNamesAbove(excluded);
    }

    /** The list that comes with this build of Sallyport; read once, when it is first asked for. */
    public static SharedSuffixes known() {
        return Known.LIST;
    }

    private static final class Known {
        private static final SharedSuffixes LIST = shipped();
    }

    private static SharedSuffixes shipped() {
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
        Set<String> registries = new HashSet<>();
        Set<String> section = new HashSet<>();
        for (String line : list.lines().map(String::strip).toList()) {
            if (line.startsWith("//")) {
                if (line.contains(PRIVATE_SECTION)) {
                    registries.addAll(section);
                }
            } else if (line.startsWith("!")) {
                excluded.add(inLetters(line.substring(1)));
            } else if (line.startsWith("*.")) {
                under.add(inLetters(line.substring(2)));
                section.add(inLetters(line.substring(2)));
            } else if (!line.isEmpty()) {
                exact.add(inLetters(line));
                section.add(inLetters(line));
            }
        }
        return new SharedSuffixes(exact, under, excluded, registries.isEmpty() ? section : registries);
    }

    /**
     * The form in which the list is kept: with letters, as the list is written. So reading it needs no tables of
     * Unicode, and only who asks for an {@code xn--} name loads them.
     */
    private static String inLetters(String name) {
        return name.contains("xn--")
                ? HostName.tryParse(name).map(HostName::letters).orElse(name)
                : name;
    }

    /** Whether anybody can obtain a name directly below this one. A lone label (a top-level domain) always counts. */
    public boolean isShared(HostName suffix) {
        return suffix.value().indexOf('.') < 0 || isPublic(suffix.value());
    }

    /** Whether anybody can obtain a name somewhere below this one: under {@code amazonaws.com} lies {@code s3.amazonaws.com}. */
    public boolean isAtOrAboveShared(HostName name) {
        String letters = inLetters(name.value());
        return isShared(name) || exactBelow.containsKey(letters) || underBelow.containsKey(letters);
    }

    private static Map<String, List<String>> byNamesAbove(Set<String> list) {
        Map<String, List<String>> below = new HashMap<>();
        for (String suffix : list) {
            for (String name = suffix; !name.isEmpty(); name = withoutFirstLabel(name)) {
                below.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(suffix);
            }
        }
        return below;
    }

    private static String withoutFirstLabel(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** Whether names below this one are sold by a registry, as under {@code com} and {@code co.uk}. */
    public boolean isRegistry(HostName suffix) {
        return registries.contains(inLetters(suffix.value()));
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
     * The domain of a provider below which anybody could have obtained this name, the nearest at or above it:
     * {@code d1.cloudfront.net} is below {@code cloudfront.net}. What a registry sells is its buyer's, so empty for
     * {@code www.sophos.com}.
     */
    public Optional<HostName> providerOf(HostName name) {
        return Stream.iterate(Optional.of(name), Optional::isPresent, above -> above.flatMap(HostName::parent))
                .flatMap(Optional::stream)
                .filter(above -> isPublic(above.value()) && !isSoldByRegistry(above))
                .findFirst();
    }

    private boolean isSoldByRegistry(HostName suffix) {
        // *.ck in the first part of the list: foo.ck is as much a registry's as ck
        return isRegistry(suffix)
                || suffix.parent()
                        .filter(parent -> isRegistry(parent) && under.contains(inLetters(parent.value())))
                        .isPresent();
    }

    /**
     * A shared suffix below which the pattern lets everybody's names through: {@code *.cloudfront.net} opens its own
     * suffix, {@code *.amazonaws.com} opens {@code s3.amazonaws.com} below it. Empty where all names of the pattern are
     * one owner's, and for an exact name.
     */
    public Optional<HostName> openedBy(HostPattern pattern) {
        return pattern.isWildcard()
                ? NameSet.of(pattern)
                        .intersect(namesOfEverybodyBelow(List.of(pattern.suffix())))
                        .witness()
                        .flatMap(name ->
                                isShared(name) ? Optional.of(name) : owned(name).flatMap(HostName::parent))
                : Optional.empty();
    }

    /** Every name below one of the shared suffixes that lie at or below the given names. */
    public NameSet namesOfEverybodyBelow(Collection<HostName> bases) {
        Stream<String> shared = bases.stream()
                .flatMap(base -> Stream.of(
                                Stream.of(base.value()).filter(suffix -> isShared(base)),
                                atOrBelow(exactBelow, base),
                                atOrBelow(underBelow, base).map(suffix -> "*." + suffix))
                        .flatMap(suffixes -> suffixes));
        Stream<String> owned = bases.stream().flatMap(base -> atOrBelow(excludedBelow, base));
        return namesBelow(shared).minus(namesBelow(owned));
    }

    /** A lone top-level domain has no pattern: no rule is about all of its names. */
    private static NameSet namesBelow(Stream<String> suffixes) {
        return NameSet.of(suffixes.flatMap(suffix -> HostPattern.tryParse("*." + suffix).stream())
                .toList());
    }

    private static Stream<String> atOrBelow(Map<String, List<String>> below, HostName base) {
        return below.getOrDefault(inLetters(base.value()), List.of()).stream();
    }

    private boolean isPublic(String octets) {
        String name = inLetters(octets);
        if (excluded.contains(name)) {
            return false;
        }
        int dot = name.indexOf('.');
        return exact.contains(name) || (dot > 0 && under.contains(name.substring(dot + 1)));
    }
}
