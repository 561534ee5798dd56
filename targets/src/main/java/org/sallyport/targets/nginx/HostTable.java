package org.sallyport.targets.nginx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * What nginx looks names up in, for a map as for {@code server_name}: whole names first, then the longest {@code *.x},
 * the longest {@code x.*}, the first expression. Source: https://nginx.org/en/docs/http/ngx_http_map_module.html, and
 * the daemon itself. Grows while the configuration is read; used by one thread.
 *
 * @param <V> what is found
 */
final class HostTable<V> {

    /** Expressions and endings with a star take a union each. */
    private static final int MOST_UNIONS = 2_000;

    /** Blame for single lines; what passes is computed from all of them. */
    private record Mention(NotedLine line, NameSet names) {}

    /** Keys that are asked together. */
    private static final class Stage<V> {
        private final V value;
        private final NameSetBuilder names = new NameSetBuilder();
        private final NameSetBuilder oddNames = new NameSetBuilder();
        private final List<Mention> mentions = new ArrayList<>();
        private Optional<NameSet> built = Optional.empty();
        private Optional<NameSet> oddBuilt = Optional.empty();
        private boolean differs;
        private boolean exactlySpelled;

        Stage(V value) {
            this.value = value;
        }

        Between names(boolean odd) {
            built = built.or(() -> Optional.of(names.build()));
            if (!odd) {
                return Between.exactly(built.get());
            }
            oddBuilt = differs ? oddBuilt.or(() -> Optional.of(built.get().union(oddNames.build()))) : built;
            return differs || exactlySpelled
                    ? new Between(NameSet.none(), oddBuilt.get())
                    : Between.exactly(oddBuilt.get());
        }
    }

    private final boolean lowers;
    private final Map<String, Stage<V>> exact = new HashMap<>();
    private final Map<V, Stage<V>> exactByValue = new HashMap<>();
    private final Map<Integer, Map<V, Stage<V>>> heads = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Integer, Map<V, Stage<V>>> tails = new TreeMap<>(Comparator.reverseOrder());
    private final List<Stage<V>> expressions = new ArrayList<>();
    private final Set<String> headKeys = new HashSet<>();
    private final Set<String> tailKeys = new HashSet<>();
    private Optional<List<Stage<V>>> stages = Optional.empty();
    private int unions;

    /** @param lowers whether names come in lower case and without a dot, whatever the client writes */
    HostTable(boolean lowers) {
        this.lowers = lowers;
    }

    /** What came of a key. */
    enum Added {
        TAKEN,
        /** It is there already, in so many words or as a part of another. */
        CONFLICT,
        /** No host name, and no wildcard that nginx has. */
        INVALID,
        NOT_MODELLED
    }

    /** A key as it is, wildcards not understood. */
    Added literal(String written, V value, NotedLine line) {
        String key = lower(written);
        if (exact.containsKey(key)) {
            return Added.CONFLICT;
        }
        Stage<V> stage = exactStage(key, value);
        Optional<HostName> name = canonical(key.endsWith(".") ? key.substring(0, key.length() - 1) : key);
        stage.exactlySpelled = true;
        name.ifPresent(found -> {
            stage.differs |= key.endsWith(".");
            (key.endsWith(".") ? stage.oddNames : stage.names).add(found);
        });
        mention(
                stage,
                line,
                key.endsWith(".")
                        ? Optional.empty()
                        : name.map(HostPattern.Exact::new).map(NameSet::of));
        return Added.TAKEN;
    }

    /** A key that can be a name, a wildcard, or an expression behind {@code ~}. */
    Added host(String written, V value, NotedLine line) {
        String key = lower(written);
        boolean head = key.startsWith("*.") || key.startsWith(".");
        boolean tail = key.endsWith(".*");
        String bare = head ? key.substring(key.indexOf('.') + 1) : tail ? key.substring(0, key.length() - 2) : key;
        if (key.equals(".")) {
            line.is(Line.State.UNDERSTOOD);
            return Added.TAKEN;
        }
        boolean star = bare.contains("*") || (head && tail) || (key.startsWith("*.") && bare.isEmpty());
        if (star || bare.contains("..") || (head && bare.startsWith("."))) {
            return Added.INVALID;
        }
        if (key.startsWith("*.")) {
            if (!headKeys.add(bare)) {
                return Added.CONFLICT;
            }
            canonical(bare).ifPresent(base -> {
                Stage<V> stage = stage(heads, bare, value);
                stage.names.below(base);
                mention(stage, line, Optional.of(NameSet.below(base)));
            });
        } else if (head) {
            if (exact.containsKey(bare) || !headKeys.add(bare)) {
                return Added.CONFLICT;
            }
            Stage<V> names = exactStage(bare, value);
            canonical(bare).ifPresent(base -> {
                names.names.add(base);
                Stage<V> stage = stage(heads, bare, value);
                stage.names.below(base);
                mention(stage, line, Optional.of(NameSet.below(base).union(NameSet.of(new HostPattern.Exact(base)))));
            });
        } else if (tail) {
            if (!tailKeys.add(bare)) {
                return Added.CONFLICT;
            }
            NameSet names = NameSet.like(bare + ".*", true);
            Stage<V> stage = stage(tails, bare, value);
            stage.names.add(names);
            mention(stage, line, Optional.of(names));
            return ++unions > MOST_UNIONS ? Added.NOT_MODELLED : Added.TAKEN;
        } else {
            if (exact.containsKey(key)) {
                return Added.CONFLICT;
            }
            Stage<V> stage = exactStage(key, value);
            // a name that is asked for loses its dot; a key that has one is not found
            canonical(key).ifPresent(stage.names::add);
            mention(stage, line, canonical(key).map(HostPattern.Exact::new).map(NameSet::of));
        }
        if (!tail && !bare.isEmpty() && canonical(bare).isEmpty()) {
            neverFound(line);
        }
        return Added.TAKEN;
    }

    /** @param text behind the tilde, with a star in front where capitals do not count */
    Added expression(String text, V value, NotedLine line) {
        boolean ignoresCase = text.startsWith("*");
        String pattern = ignoresCase ? text.substring(1) : text;
        Set<HostExpression.Flag> perl = Set.of(HostExpression.Flag.PERL);
        Set<HostExpression.Flag> both = Set.of(HostExpression.Flag.PERL, HostExpression.Flag.IGNORE_CASE);
        Optional<HostExpression> usual = HostExpression.tryParse(pattern, ignoresCase ? both : perl);
        Optional<HostExpression> odd = HostExpression.tryParse(pattern, both);
        if (usual.isEmpty() || odd.isEmpty() || pattern.endsWith("\\.$") || ++unions > MOST_UNIONS) {
            return Added.NOT_MODELLED;
        }
        Stage<V> stage = new Stage<>(value);
        stage.names.add(usual.get().names());
        if (!ignoresCase && !lowers) {
            stage.differs = true;
            stage.oddNames.add(odd.get().names());
        }
        mention(stage, line, Optional.of(usual.get().names()));
        expressions.add(stage);
        return Added.TAKEN;
    }

    /**
     * What comes out for each name.
     *
     * @param outcome what each value leads to
     * @param otherwise where nothing is found
     */
    Between find(Spelling spelling, Function<V, Between> outcome, Between otherwise, Explained explained) {
        Between result = otherwise;
        for (Stage<V> stage : stages().reversed()) {
            Between leads = outcome.apply(stage.value);
            Between names = stage.names(spelling == Spelling.ODD && !lowers);
            if (leads.possibly() != NameSet.none()) {
                explained.add(names.possibly());
                stage.mentions.forEach(mention -> explained.note(mention.line, mention.names));
            }
            result = names.choose(leads, result);
        }
        return result;
    }

    /** The names for which something is found. */
    Between keys(Spelling spelling) {
        Between keys = Between.NEVER;
        for (Stage<V> stage : stages()) {
            keys = keys.or(stage.names(spelling == Spelling.ODD && !lowers));
        }
        return keys;
    }

    /** The value for a text that is no name of a client's. */
    Optional<V> literally(String text) {
        return Optional.ofNullable(exact.get(lower(text))).map(stage -> stage.value);
    }

    boolean hasMoreThanWholeKeys() {
        return !heads.isEmpty() || !tails.isEmpty() || !expressions.isEmpty();
    }

    /** The keys in the order in which they count; neighbours that lead to the same are asked together. */
    private List<Stage<V>> stages() {
        if (stages.isPresent()) {
            return stages.get();
        }
        List<Stage<V>> all = new ArrayList<>(exactByValue.values());
        heads.values().forEach(byValue -> all.addAll(byValue.values()));
        tails.values().forEach(byValue -> all.addAll(byValue.values()));
        all.addAll(expressions);
        List<Stage<V>> merged = new ArrayList<>();
        for (Stage<V> stage : all) {
            Stage<V> last = merged.isEmpty() || !merged.getLast().value.equals(stage.value)
                    ? new Stage<>(stage.value)
                    : merged.removeLast();
            last.names.add(stage.names.build());
            if (stage.differs) {
                last.oddNames.add(stage.oddNames.build());
            }
            last.differs |= stage.differs;
            last.exactlySpelled |= stage.exactlySpelled;
            last.mentions.addAll(stage.mentions);
            merged.add(last);
        }
        stages = Optional.of(merged);
        return merged;
    }

    private Stage<V> exactStage(String key, V value) {
        Stage<V> stage = exactByValue.computeIfAbsent(value, Stage::new);
        exact.put(key, stage);
        return stage;
    }

    private static <V> Stage<V> stage(Map<Integer, Map<V, Stage<V>>> byDepth, String key, V value) {
        int depth = (int) key.chars().filter(c -> c == '.').count();
        return byDepth.computeIfAbsent(depth, _ -> new HashMap<>()).computeIfAbsent(value, Stage::new);
    }

    private static <V> void mention(Stage<V> stage, NotedLine line, Optional<NameSet> names) {
        line.is(Line.State.UNDERSTOOD);
        names.ifPresent(found -> stage.mentions.add(new Mention(line, found)));
    }

    private static void neverFound(NotedLine line) {
        line.is(
                Line.State.UNDERSTOOD,
                Text.of(
                        "no name is written like that: the key is never found",
                        "aucun nom ne s'écrit ainsi : la clé n'est jamais trouvée"));
    }

    private static Optional<HostName> canonical(String text) {
        return HostName.tryParse(text).filter(name -> name.value().equals(text));
    }

    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }
}
