package org.sallyport.targets.adguardhome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/** A line of a filter list. */
sealed interface FilterRule {

    /** The weightiest first: of the rules that match a name, the first kind decides. */
    enum Kind {
        IMPORTANT_EXCEPTION,
        IMPORTANT_BLOCK,
        EXCEPTION,
        BLOCK,
        /** A line of a hosts file, which counts where no other rule matches. */
        HOSTS
    }

    /** A comment, or nothing. */
    record Empty() implements FilterRule {}

    /** A rule about pages, which a filter for DNS leaves out. */
    record ForPages() implements FilterRule {}

    /** A rule that matches too much to be taken, so that it is left out. */
    record TooWide() implements FilterRule {}

    /** A rule that passes or blocks what it matches. */
    record Network(Kind kind, NamePattern pattern) implements FilterRule {

        boolean isException() {
            return kind == Kind.IMPORTANT_EXCEPTION || kind == Kind.EXCEPTION;
        }
    }

    /** A rule that blocks, passes, rewrites, or leaves out other rules, which is not modelled. */
    record Open(NamePattern pattern) implements FilterRule {}

    Pattern PAGES = Pattern.compile(".*(?<! )(##|#@#|#\\?#|#@\\?#|#\\$#|#@\\$#|#\\$\\?#|#@\\$\\?#|#%#|#@%#).*");
    Pattern DOMAIN = Pattern.compile(
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)*(?:[a-zA-Z]{2,63}|xn--[a-zA-Z0-9-]{4,59})");
    Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    Set<String> NOWHERE = Set.of("0.0.0.0", "127.0.0.1", "::", "::1");

    static FilterRule of(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("!")) {
            return new Empty();
        }
        if (text.startsWith("\ufeff")) {
            // a letter to one of the engines, and a blank to the other
            return new Open(NamePattern.UNKNOWN);
        }
        if (PAGES.matcher(text).matches()) {
            return new ForPages();
        }
        if (text.startsWith("#")) {
            return new Empty();
        }
        if (text.contains("$$") || text.contains("$@$") || text.matches(".*\\S#.*")) {
            return new Open(NamePattern.UNKNOWN);
        }
        return hosts(text).orElseGet(() -> network(text));
    }

    private static Optional<FilterRule> hosts(String text) {
        String[] words = text.replaceFirst("\\s+#.*", "").split("[ \t]+", -1);
        if (words.length == 1 && DOMAIN.matcher(words[0]).matches()) {
            return HostName.tryParse(words[0])
                    .map(name -> new Network(
                            Kind.HOSTS,
                            // the sister engine looks for it anywhere, and takes no short ones
                            new NamePattern(
                                    names -> {
                                        if (words[0].length() > 3) {
                                            names.add(name);
                                        }
                                    },
                                    names -> names.add(NameSet.like("*" + name + "*", true)))));
        }
        if (words.length < 2 || !ADDRESS.matcher(words[0]).matches()) {
            return Optional.empty();
        }
        List<HostName> hosts = Arrays.stream(words)
                .skip(1)
                .flatMap(word -> HostName.tryParse(word).stream())
                .toList();
        NamePattern pattern = NamePattern.exactly(names -> hosts.forEach(names::add));
        return Optional.of(NOWHERE.contains(words[0]) ? new Network(Kind.HOSTS, pattern) : new Open(pattern));
    }

    private static FilterRule network(String text) {
        boolean exception = text.startsWith("@@");
        String rest = exception ? text.substring(2) : text;
        int dollar = rest.startsWith("/") && rest.endsWith("/") ? -1 : optionsAt(rest);
        String pattern = dollar < 0 ? rest : rest.substring(0, dollar);
        List<String> options = dollar < 0
                ? List.of()
                : Arrays.asList(rest.substring(dollar + 1).split(",", -1));
        boolean important = options.contains("important");
        Optional<List<HostName>> denyAllow = denyAllow(options);
        if (denyAllow.isEmpty() || options.stream().anyMatch(option -> !isModelled(option))) {
            return new Open(options.contains("badfilter") ? NamePattern.UNKNOWN : NamePattern.of(pattern));
        }
        boolean restricted = !denyAllow.get().isEmpty();
        if (NamePattern.isTooWide(pattern) && !restricted) {
            return new TooWide();
        }
        NamePattern names = restricted && Set.of("*", "", "||", "|").contains(pattern)
                ? NamePattern.of("||*^")
                : NamePattern.of(pattern);
        if (restricted) {
            NameSetBuilder less = new NameSetBuilder();
            denyAllow.get().forEach(less::subtree);
            names = names.without(less.build());
        }
        Kind kind = exception
                ? (important ? Kind.IMPORTANT_EXCEPTION : Kind.EXCEPTION)
                : (important ? Kind.IMPORTANT_BLOCK : Kind.BLOCK);
        return new Network(kind, names);
    }

    /** Where the options begin; -1 where there are none. */
    private static int optionsAt(String rule) {
        for (int i = rule.length() - 2; i >= 0; i--) {
            if (rule.charAt(i) == '$' && (i == 0 || rule.charAt(i - 1) != '\\')) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isModelled(String option) {
        return option.equals("important") || option.startsWith("denyallow=");
    }

    /** Empty where a value is no name. */
    private static Optional<List<HostName>> denyAllow(List<String> options) {
        List<HostName> all = new ArrayList<>();
        for (String option : options) {
            if (option.startsWith("denyallow=")) {
                for (String name : option.substring("denyallow=".length()).split("\\|", -1)) {
                    if (!DOMAIN.matcher(name).matches()
                            || HostName.tryParse(name).isEmpty()) {
                        return Optional.empty();
                    }
                    HostName.tryParse(name).ifPresent(all::add);
                }
            }
        }
        return Optional.of(all);
    }
}
