package org.sallyport.targets.junipersrx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.FirstMatch;
import org.sallyport.targets.SourceLine;

/** Reads {@code set} commands of Junos, as far as local web filtering goes. Used once. */
final class JuniperSrxReader {

    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"|([^ \\t]+)");
    private static final Set<String> PERMITS = Set.of("permit", "log-and-permit");
    private static final Set<String> ASIDE =
            Set.of("custom-block-message", "block-message", "timeout", "no-safe-search", "custom-message");

    private final boolean manyWords;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<UrlPattern>> patterns = new LinkedHashMap<>();
    private final Map<String, Set<String>> categories = new LinkedHashMap<>();
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> allowed = new LinkedHashSet<>();
    private final Set<String> blocked = new LinkedHashSet<>();

    /** What a profile says; the last word about a category or the rest counts. */
    private static final class Profile {
        private final Map<String, String> actions = new LinkedHashMap<>();
        private Optional<String> rest = Optional.empty();
        private boolean fallsOpen;
    }

    JuniperSrxReader(boolean manyWords) {
        this.manyWords = manyWords;
    }

    Reading read(DeviceFiles files) {
        for (SourceLine line : SourceLine.of(files)) {
            if (line.text().matches("\\s*[<{].*|[A-Za-z-]+ \\{")) {
                throw new InputException(
                        new Where(line.file(), line.number(), 1),
                        Text.of("these are no set commands", "ce ne sont pas des commandes set"),
                        Text.of(
                                "give what show configuration | display set prints",
                                "donnez ce qu'affiche show configuration | display set"));
            }
            lines.add(line(line));
        }
        return reading();
    }

    private Reading reading() {
        List<Profile> meant = profiles.entrySet().stream()
                .filter(profile -> used.isEmpty() || used.contains(profile.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (meant.size() != 1) {
            // without a profile nothing filters; with several, nobody knows which one a client meets
            return new Reading(lines, Permits.none(), Permits.everywhere(NameSet.all()));
        }
        Profile profile = meant.getFirst();
        List<FirstMatch.Rule> rules = new ArrayList<>();
        rules.add(rule(false, true, blocked));
        rules.add(rule(true, true, allowed));
        profile.actions.forEach((category, action) -> {
            // where a name is in a category of each kind, the best pattern wins, which the manual leaves open
            if (!PERMITS.contains(action)) {
                rules.add(rule(false, false, Set.of(category)));
            }
        });
        profile.actions.forEach((category, action) -> {
            if (PERMITS.contains(action)) {
                rules.add(rule(true, true, Set.of(category)));
            }
        });
        rules.removeIf(rule -> rule.possibly().isEmpty());
        boolean rest = profile.rest.filter(PERMITS::contains).isPresent();
        if (profile.rest.isPresent() && !profile.fallsOpen) {
            return new FirstMatch(rules, rest).reading(lines);
        }
        return new Reading(
                lines,
                new FirstMatch(rules, rest).surely(),
                profile.fallsOpen ? Permits.everywhere(NameSet.all()) : new FirstMatch(rules, true).possibly());
    }

    private FirstMatch.Rule rule(boolean permits, boolean always, Set<String> named) {
        NameSetBuilder surely = new NameSetBuilder();
        NameSetBuilder possibly = new NameSetBuilder();
        boolean open = false;
        for (String category : named) {
            for (String list : categories.getOrDefault(category, Set.of())) {
                for (UrlPattern pattern : patterns.getOrDefault(list, List.of())) {
                    add(pattern, possibly);
                    open |= !pattern.whole();
                    if (pattern.whole()) {
                        add(pattern, surely);
                    }
                }
            }
        }
        NameSet all = possibly.build();
        return new FirstMatch.Rule(permits, always, Set.of(), open ? surely.build() : all, all);
    }

    private static void add(UrlPattern pattern, NameSetBuilder names) {
        pattern.patterns().forEach(names::add);
        if (pattern.more() != NameSet.none()) {
            names.add(pattern.more());
        }
    }

    private Line line(SourceLine line) {
        List<String> words = words(line.text());
        if (words.isEmpty()
                || words.getFirst().startsWith("#")
                || words.getFirst().equals("commit")) {
            return line.is(Line.State.IRRELEVANT);
        }
        String text = String.join(" ", words) + " ";
        if (text.startsWith("delete ") || text.startsWith("deactivate ")) {
            return line.is(Line.State.NOT_SUPPORTED);
        }
        if (text.startsWith("set system ") || text.startsWith("set version ")) {
            return line.is(Line.State.IRRELEVANT);
        }
        if (text.startsWith("set security policies ")) {
            return line.is(
                    text.contains(" application-services utm-policy ")
                            ? Line.State.IRRELEVANT
                            : Line.State.NOT_SUPPORTED);
        }
        if (!text.startsWith("set security utm ") || words.size() < 6) {
            return line.is(Line.State.UNKNOWN);
        }
        return switch (words.get(3)) {
            case "custom-objects" -> object(line, words);
            case "feature-profile", "default-configuration" ->
                words.get(4).equals("web-filtering") ? filtering(line, words) : line.is(Line.State.UNKNOWN);
            case "utm-policy" -> policy(line, words);
            default -> line.is(Line.State.UNKNOWN);
        };
    }

    private Line object(SourceLine line, List<String> words) {
        String name = words.get(5);
        List<String> values = words.subList(6, words.size()).stream()
                .filter(word -> !Set.of("value", "[", "]").contains(word))
                .toList();
        if (words.get(4).equals("custom-url-category")) {
            categories.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(values);
            return line.is(Line.State.UNDERSTOOD);
        }
        if (!words.get(4).equals("url-pattern")) {
            return line.is(Line.State.UNKNOWN);
        }
        List<UrlPattern> parsed =
                values.stream().map(value -> UrlPattern.parse(value, manyWords)).toList();
        Optional<UrlPattern> wrong = parsed.stream()
                .filter(pattern -> pattern.state() != Line.State.UNDERSTOOD)
                .findFirst();
        if (wrong.isPresent()) {
            return line.is(wrong.get().state(), wrong.get().remark().orElseThrow());
        }
        patterns.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(parsed);
        Optional<Text> remark =
                parsed.stream().flatMap(pattern -> pattern.remark().stream()).findFirst();
        NameSet names = NameSet.union(parsed.stream().map(UrlPattern::names).toList());
        return new Line(line.file(), line.number(), line.text(), Line.State.UNDERSTOOD, names, remark);
    }

    private Line filtering(SourceLine line, List<String> words) {
        String word = words.get(5);
        String value = words.size() > 6 ? words.get(6) : "";
        return switch (word) {
            case "type" -> line.is(value.equals("juniper-local") ? Line.State.UNDERSTOOD : Line.State.NOT_SUPPORTED);
            case "url-whitelist", "url-allowlist" -> {
                allowed.add(value);
                yield line.is(Line.State.UNDERSTOOD);
            }
            case "url-blacklist", "url-blocklist" -> {
                blocked.add(value);
                yield line.is(Line.State.UNDERSTOOD);
            }
            case "juniper-local" ->
                value.equals("profile") && words.size() > 9
                        ? profile(line, words.get(7), words.subList(8, words.size()))
                        : line.is(Line.State.UNKNOWN);
            default -> line.is(Line.State.NOT_SUPPORTED);
        };
    }

    private Line profile(SourceLine line, String name, List<String> words) {
        Profile profile = profiles.computeIfAbsent(name, _ -> new Profile());
        String last = words.getLast();
        return switch (words.getFirst()) {
            case "default" -> {
                profile.rest = Optional.of(last);
                yield PERMITS.contains(last) ? line.about(NameSet.all()) : line.is(Line.State.UNDERSTOOD);
            }
            case "fallback-settings" -> {
                profile.fallsOpen |= PERMITS.contains(last);
                yield PERMITS.contains(last)
                        ? line.is(Line.State.UNDERSTOOD, FALLS_OPEN)
                        : line.is(Line.State.UNDERSTOOD);
            }
            case "category" -> {
                if (words.size() != 4 || !words.get(2).equals("action")) {
                    yield line.is(Line.State.UNKNOWN);
                }
                profile.actions.put(words.get(1), last);
                yield line.is(Line.State.UNDERSTOOD);
            }
            default -> line.is(ASIDE.contains(words.getFirst()) ? Line.State.IRRELEVANT : Line.State.UNKNOWN);
        };
    }

    private Line policy(SourceLine line, List<String> words) {
        if (words.size() == 8
                && words.get(5).equals("web-filtering")
                && words.get(6).equals("http-profile")) {
            used.add(words.get(7));
            return line.is(Line.State.UNDERSTOOD);
        }
        return line.is(Line.State.UNKNOWN);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find()) {
            words.add(Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2)));
        }
        return words;
    }

    private static final Text FALLS_OPEN = Text.of(
            "everything passes while the filter cannot decide", "tout passe tant que le filtre ne peut pas décider");
}
