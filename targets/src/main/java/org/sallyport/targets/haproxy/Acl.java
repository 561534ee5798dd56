package org.sallyport.targets.haproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * A named test with all its lines: it matches where one of them does. Grows while the configuration is read; used by
 * one thread.
 */
final class Acl {

    /** One way in which it can match. */
    sealed interface Test {}

    record Fixed(Between names) implements Test {}

    /** It depends on how the client begins. */
    record Begins(Set<Opening> with) implements Test {}

    /** An HTTP request for a tunnel, which nobody sends to a proxy that he does not know of. */
    record Connects() implements Test {}

    record PortWithin(int first, int last) implements Test {}

    record ServerName(NameTest names) implements Test {}

    /** @param port whether the port that the header may have is compared as well */
    record HostHeader(NameTest names, boolean port) implements Test {}

    private record Mention(NotedLine line, NameSet names) {}

    private final List<Test> tests = new ArrayList<>();
    private final List<NotedLine> unclear = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Map<List<NameTest>, NameSet> usual = new HashMap<>();
    private final Set<Boolean> uses = new HashSet<>();

    Acl add(Test test) {
        tests.add(test);
        return this;
    }

    /** A line that is not modelled: whether it matches is unknown. */
    void addUnclear(NotedLine line) {
        tests.add(new Fixed(Between.UNKNOWN));
        unclear.add(line);
    }

    void mention(NotedLine line, NameSet names) {
        mentions.add(new Mention(line, names));
    }

    boolean looksAtPorts() {
        return tests.stream()
                .anyMatch(test -> test instanceof PortWithin || (test instanceof HostHeader header && header.port()));
    }

    /** Whether rules with it wait for what the client sends. */
    boolean looksAtContent() {
        return tests.stream()
                .anyMatch(test -> test instanceof ServerName || test instanceof HostHeader || test instanceof Begins);
    }

    /**
     * Notes that a rule depends on this test.
     *
     * @param opening whether a match makes a connection more likely to pass
     */
    void use(boolean opening) {
        if (uses.add(opening)) {
            unclear.forEach(line -> line.is(Line.State.NOT_SUPPORTED));
            if (opening) {
                mentions.stream()
                        .filter(mention -> mention.names != NameSet.none())
                        .forEach(mention -> mention.line.lets(mention.names));
            }
        }
    }

    /** The names of its values, in whatever spelling. */
    NameSet names() {
        return inSomeSpelling(
                tests.stream().flatMap(test -> values(test).stream()).toList());
    }

    private static Optional<NameTest> values(Test test) {
        return switch (test) {
            case ServerName(NameTest names) -> Optional.of(names);
            case HostHeader(NameTest names, boolean port) -> Optional.of(names);
            case Fixed fixed -> Optional.empty();
            case Begins begins -> Optional.empty();
            case Connects connects -> Optional.empty();
            case PortWithin port -> Optional.empty();
        };
    }

    /**
     * The names for which it matches.
     *
     * @param waits whether the rules wait for what the client sends
     */
    Between matches(Opening opening, int port, boolean waits) {
        Between result = Between.NEVER;
        List<NameTest> compared = new ArrayList<>();
        for (Test test : tests) {
            boolean named = opening.hasName() && (test instanceof ServerName ? opening.isTls() : opening.isHttp());
            boolean followed = test instanceof HostHeader(NameTest names, boolean withPort)
                    && withPort
                    && port != Port.HTTP.number()
                    && !names.isFound()
                    && !opening.isOddlySpelled();
            if (values(test).isPresent() && named && !followed) {
                compared.add(values(test).get());
            }
            result = result.or(
                    switch (test) {
                        case Fixed(Between names) -> names;
                        case Begins(Set<Opening> with) ->
                            with.contains(opening) ? inTime(Between.ALWAYS, waits) : Between.NEVER;
                        case Connects connects ->
                            opening == Opening.HTTP_ODDLY_SPELLED ? Between.UNKNOWN : Between.NEVER;
                        case PortWithin(int first, int last) ->
                            first <= port && port <= last ? Between.ALWAYS : Between.NEVER;
                        case ServerName names -> Between.NEVER;
                        case HostHeader(NameTest names, boolean withPort) ->
                            named && followed && names.hasColons() ? Between.UNKNOWN : Between.NEVER;
                    });
        }
        return compared.isEmpty() ? result : result.or(inTime(matches(compared, opening), waits));
    }

    private Between matches(List<NameTest> compared, Opening opening) {
        if (compared.stream().anyMatch(NameTest::isFound)) {
            return Between.ALWAYS;
        }
        return opening.isOddlySpelled()
                ? new Between(NameSet.none(), inSomeSpelling(compared))
                : Between.exactly(usual(compared));
    }

    private NameSet usual(List<NameTest> compared) {
        return usual.computeIfAbsent(
                compared,
                _ -> Between.union(compared.stream().map(NameTest::usual).toList()));
    }

    private NameSet inSomeSpelling(List<NameTest> compared) {
        return compared.stream().allMatch(NameTest::isSpelledInOneWay)
                ? usual(compared)
                : Between.union(compared.stream().map(NameTest::inSomeSpelling).toList());
    }

    /** Rules that do not wait can come before what they look at. */
    private static Between inTime(Between match, boolean waits) {
        return waits ? match : new Between(NameSet.none(), match.possibly());
    }
}
