package org.sallyport.targets.squid;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/**
 * The values of the acls that look at names: of the request ({@code dstdomain}, {@code dstdom_regex}) or of the TLS
 * connection inside a tunnel ({@code ssl::server_name}, {@code ssl::server_name_regex}), which are spelled alike. Used
 * by one thread.
 */
final class NameValues {

    static final String SERVER_NAME = "ssl::server_name";
    static final String SERVER_NAME_REGEX = "ssl::server_name_regex";

    private static final String CLIENT_REQUESTED = "--client-requested";
    private static final String SERVER_PROVIDED = "--server-provided";
    private static final Set<String> SOURCES = Set.of(CLIENT_REQUESTED, SERVER_PROVIDED, "--consensus");

    /** Blame for single lines ends here; what passes is computed from all of them. */
    private static final int MOST_MENTIONS = 20_000;

    private static final Text LOOKS_UP = Text.of(
            "without -n an address passes whose owner gives it such a name in the reverse DNS",
            "sans -n, une adresse passe si son propriétaire lui donne un tel nom dans le DNS inverse");

    private final ConfigText text;
    private int mentions;

    NameValues(ConfigText text) {
        this.text = text;
    }

    void domains(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        int first = 0;
        while (first < words.size() && words.get(first).text().equals("-n")) {
            first++;
        }
        if (first == 0) {
            statement.is(Line.State.UNDERSTOOD, LOOKS_UP);
        }
        if (first < words.size() && words.get(first).text().equals("--")) {
            first++;
        } else if (first < words.size() && words.get(first).text().startsWith("-")) {
            noSuchOption(list, statement, words.get(first));
            return;
        }
        domains(list, words.subList(first, words.size()));
    }

    private void domains(AccessList list, List<ConfigText.Word> words) {
        for (ConfigText.Word word : words) {
            Optional<List<ConfigText.Word>> values = text.valuesOf(word);
            if (values.isEmpty()) {
                list.addUnclear(word.line());
            }
            values.ifPresent(found -> found.forEach(value -> domain(list, value)));
        }
    }

    void serverNames(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        int first = sources(list, statement, words);
        if (first < words.size() && words.get(first).text().equals("--")) {
            first++;
        } else if (first < words.size() && words.get(first).text().startsWith("-")) {
            noSuchOption(list, statement, words.get(first));
            return;
        }
        domains(list, words.subList(first, words.size()));
    }

    void serverExpressions(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        int first = sources(list, statement, words);
        if (first < words.size() && words.get(first).text().equals("-n")) {
            noSuchOption(list, statement, words.get(first));
            return;
        }
        expressionsOf(list, words.subList(first, words.size()));
    }

    /**
     * Which names of a connection a list looks at: the one that the client asks for, or from the third step on those of
     * the server's certificate.
     *
     * @return how many words say so
     */
    private static int sources(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        int first = 0;
        Set<String> sources = new HashSet<>();
        while (first < words.size() && SOURCES.contains(words.get(first).text())) {
            sources.add(words.get(first).text());
            first++;
        }
        if (sources.size() > 1) {
            list.addUnclear(statement.lines().getFirst());
            statement.is(
                    Line.State.WRONG,
                    Text.of("several options where Squid takes one", "plusieurs options où Squid en prend une"));
        } else if (!list.lookAt(source(sources))) {
            list.addUnclear(statement.lines().getFirst());
            statement.is(
                    Line.State.IRRELEVANT,
                    Text.of(
                            "what it takes from a certificate is not modelled",
                            "ce qu'elle prend dans un certificat n'est pas modélisé"));
        }
        return first;
    }

    private static NameSource source(Set<String> options) {
        return options.contains(CLIENT_REQUESTED)
                ? NameSource.CLIENT
                : options.contains(SERVER_PROVIDED) ? NameSource.CERTIFICATE : NameSource.CLIENT_THEN_CERTIFICATE;
    }

    private static void noSuchOption(AccessList list, ConfigText.Statement statement, ConfigText.Word option) {
        list.addUnclear(option.line());
        statement.is(Line.State.WRONG, Text.of("%s has no such option", "%s n'a pas cette option", list.type()));
    }

    private void domain(AccessList list, ConfigText.Word word) {
        word.line().is(Line.State.UNDERSTOOD);
        String value = SquidReader.lower(word.text());
        SplayOrder.Overlap overlap = list.order().add(value);
        if (overlap == SplayOrder.Overlap.FATAL) {
            word.line()
                    .is(
                            Line.State.WRONG,
                            Text.of(
                                    "\"%s\" overlaps an earlier value of its acl: Squid before 7 stops",
                                    "« %s » recouvre une valeur antérieure de son acl : Squid avant 7 s'arrête",
                                    value));
        }
        boolean tree = value.startsWith(".");
        String root = tree ? value.substring(1) : value;
        Optional<HostName> name =
                HostName.tryParse(root).filter(found -> found.value().equals(root));
        if (name.isEmpty()) {
            word.line().is(Line.State.UNDERSTOOD, matchesNothing(root));
            return;
        }
        if (overlap == SplayOrder.Overlap.WARNING) {
            word.line()
                    .is(
                            Line.State.UNDERSTOOD,
                            Text.of("an earlier value already covers it", "une valeur antérieure la couvre déjà"));
        }
        NameSet names;
        if (tree && name.get().labels().size() == 1) {
            names = HostExpression.parse("(^|\\.)" + root + "$", Set.of()).names();
            list.add(new AccessList.HostsLike(names));
        } else {
            HostPattern exact = new HostPattern.Exact(name.get());
            List<HostPattern> patterns = tree ? List.of(exact, new HostPattern.Below(name.get())) : List.of(exact);
            patterns.forEach(pattern -> list.add(new AccessList.Host(pattern)));
            names = NameSet.of(patterns);
        }
        mention(list, word.line(), names);
    }

    private void mention(AccessList list, NotedLine line, NameSet names) {
        if (mentions < MOST_MENTIONS) {
            mentions++;
            list.mention(line, names);
        }
    }

    private static Text matchesNothing(String value) {
        if (value.contains("*")) {
            return Text.of(
                    "there is no star in such values: it never matches",
                    "il n'y a pas d'étoile dans ces valeurs : elle ne convient jamais");
        }
        if (value.endsWith(".")) {
            return Text.of(
                    "with a dot at its end the value never matches",
                    "avec un point final, la valeur ne convient jamais");
        }
        return Text.of("the value matches no host name", "la valeur ne convient à aucun nom d'hôte");
    }

    void expressions(AccessList list, ConfigText.Statement statement, List<ConfigText.Word> words) {
        boolean lookUp = expressionsOf(list, words);
        if (lookUp) {
            statement.is(Line.State.UNDERSTOOD, LOOKS_UP);
        }
    }

    /** @return whether {@code -n} is not among the options */
    private boolean expressionsOf(AccessList list, List<ConfigText.Word> words) {
        boolean lookUp = true;
        boolean options = true;
        Set<HostExpression.Flag> flags = EnumSet.noneOf(HostExpression.Flag.class);
        for (ConfigText.Word word : words) {
            String option = word.text();
            if (option.equals("-i") || option.equals("+i")) {
                flags.clear();
                flags.addAll(option.equals("-i") ? Set.of(HostExpression.Flag.IGNORE_CASE) : Set.of());
            } else if (options && option.equals("-n")) {
                lookUp = false;
            } else if (options && option.equals("--")) {
                options = false;
            } else {
                options = false;
                Optional<List<ConfigText.Word>> values = text.valuesOf(word);
                if (values.isEmpty()) {
                    list.addUnclear(word.line());
                }
                for (ConfigText.Word value : values.orElse(List.of())) {
                    expression(list, value, Set.copyOf(flags));
                }
            }
        }
        return lookUp;
    }

    private void expression(AccessList list, ConfigText.Word word, Set<HostExpression.Flag> flags) {
        word.line().is(Line.State.UNDERSTOOD);
        String value = word.text();
        Optional<HostExpression> expression = value.startsWith("-") || value.startsWith("+")
                ? Optional.empty()
                : HostExpression.tryParse(value, flags);
        if (expression.isEmpty()) {
            word.line()
                    .is(
                            Line.State.IRRELEVANT,
                            Text.of("the expression is not modelled", "l'expression n'est pas modélisée"));
            list.addUnclear(word.line());
            return;
        }
        if (!value.endsWith("$")) {
            word.line()
                    .is(
                            Line.State.UNDERSTOOD,
                            Text.of(
                                    "not bound to the end of the name: it is found inside foreign names",
                                    "sans ancre à la fin du nom : elle se trouve dans des noms étrangers"));
        }
        NameSet names = expression.get().names();
        list.add(new AccessList.HostsLike(names));
        mention(list, word.line(), names);
    }
}
