package org.sallyport.targets.haproxy;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * The values that a name is compared with. Source: configuration manual of HAProxy 2.6, section 7.1.3. Grows while the
 * configuration is read; used by one thread.
 */
final class NameTest {

    /** Values that are no whole names and no endings at a dot take a union each. */
    private static final int MOST_UNIONS = 2_000;

    /** The comparisons by the names that {@code -m} and the endings of fetches have for them. */
    static final Set<String> METHODS = Set.of("str", "beg", "end", "sub", "dom", "reg", "found");

    private final String method;
    private final boolean ignoresCase;
    private final boolean lowers;
    private final NameSetBuilder usual = new NameSetBuilder();
    private final NameSetBuilder odd = new NameSetBuilder();
    private Optional<NameSet> usualNames = Optional.empty();
    private Optional<NameSet> oddNames = Optional.empty();
    private boolean differs;
    private boolean colons;
    private int unions;

    /**
     * @param ignoresCase the option {@code -i}
     * @param lowers whether the name is brought into lower case before
     */
    NameTest(String method, boolean ignoresCase, boolean lowers) {
        this.method = method;
        this.ignoresCase = ignoresCase;
        this.lowers = lowers;
    }

    boolean isFound() {
        return method.equals("found");
    }

    /** The names that match as they are written usually. */
    NameSet usual() {
        usualNames = usualNames.or(() -> Optional.of(usual.build()));
        return usualNames.get();
    }

    /** The names that match in some spelling. */
    NameSet inSomeSpelling() {
        oddNames = oddNames.or(() -> Optional.of(differs ? usual().union(odd.build()) : usual()));
        return oddNames.get();
    }

    boolean isSpelledInOneWay() {
        return !differs;
    }

    /** Whether a value has a colon, as a Host header has in front of its port. */
    boolean hasColons() {
        return colons;
    }

    /**
     * A value that is modelled.
     *
     * @param names those that match in some spelling
     */
    record Value(NameSet names, Optional<Text> remark) {}

    /** Adds a value, if it is modelled. */
    Optional<Value> add(String written) {
        String value = ignoresCase ? lower(written) : written;
        colons |= value.indexOf(':') >= 0;
        if (method.equals("reg")) {
            return expression(value);
        }
        boolean capitals = !value.equals(lower(value));
        boolean dot = value.endsWith(".") && (method.equals("str") || method.equals("end"));
        if ((capitals && lowers) || value.indexOf('*') >= 0) {
            return Optional.of(new Value(NameSet.none(), remark(value, false)));
        }
        boolean asUsual = !capitals && !dot;
        differs |= !asUsual;
        String spelled = lower(dot ? value.substring(0, value.length() - 1) : value);
        return addTo(asUsual ? usual : odd, spelled)
                .map(names -> new Value(names, remark(value, asUsual && names != NameSet.none())));
    }

    private Optional<NameSet> addTo(NameSetBuilder builder, String value) {
        if (method.equals("str")) {
            Optional<HostName> name = canonical(value);
            name.ifPresent(builder::add);
            return Optional.of(name.map(HostPattern.Exact::new).map(NameSet::of).orElse(NameSet.none()));
        }
        if (method.equals("end") && value.startsWith(".")) {
            Optional<HostName> base = canonical(value.substring(1));
            base.ifPresent(builder::below);
            return Optional.of(base.map(NameSet::below).orElse(NameSet.none()));
        }
        NameSet names = switch (method) {
            case "end" -> NameSet.like("*" + value, true);
            case "beg" -> NameSet.like(value + "*", true);
            case "sub" -> NameSet.like("*" + value + "*", true);
            case "dom" -> betweenDots(value);
            default -> NameSet.all();
        };
        builder.add(names);
        return ++unions > MOST_UNIONS ? Optional.empty() : Optional.of(names);
    }

    private static Optional<HostName> canonical(String value) {
        return HostName.tryParse(value).filter(name -> name.value().equals(value));
    }

    private static NameSet betweenDots(String value) {
        String word = value.replaceAll("^[./?:]+|[./?:]+$", "");
        return word.matches("[a-z0-9._-]+")
                ? HostExpression.parse("(^|\\.)" + word.replace(".", "\\.") + "($|\\.)", Set.of())
                        .names()
                : NameSet.none();
    }

    private Optional<Value> expression(String value) {
        Set<HostExpression.Flag> perl = Set.of(HostExpression.Flag.PERL);
        Set<HostExpression.Flag> both = Set.of(HostExpression.Flag.PERL, HostExpression.Flag.IGNORE_CASE);
        Optional<HostExpression> asUsual = HostExpression.tryParse(value, ignoresCase ? both : perl);
        boolean oneSpelling = lowers || value.equals(lower(value));
        Optional<HostExpression> inSomeSpelling = oneSpelling ? asUsual : HostExpression.tryParse(value, both);
        // with a dot at its end, a name is not what the expression is asked about here
        if (asUsual.isEmpty() || inSomeSpelling.isEmpty() || value.endsWith("\\.$") || ++unions > MOST_UNIONS) {
            return Optional.empty();
        }
        NameSet names = inSomeSpelling.get().names();
        usual.add(asUsual.get().names());
        if (!oneSpelling) {
            differs = true;
            odd.add(names);
        }
        return Optional.of(new Value(names, value.endsWith("$") ? Optional.empty() : Optional.of(NOT_BOUND)));
    }

    private Optional<Text> remark(String value, boolean matches) {
        if (method.equals("dom")) {
            return Optional.of(Text.of(
                    "-m dom finds it anywhere between dots: %s.evil.net matches",
                    "-m dom la trouve n'importe où entre des points : %s.evil.net convient", value));
        }
        if (method.equals("end") && !value.startsWith(".")) {
            return Optional.of(Text.of(
                    "without a dot in front, names of others end like this: evil-%s",
                    "sans point devant, des noms d'autrui finissent ainsi : evil-%s", value));
        }
        if (matches) {
            return Optional.empty();
        }
        return Optional.of(
                value.indexOf('*') >= 0
                        ? Text.of(
                                "a star is a letter like any other here: the value never matches",
                                "ici, une étoile est un caractère comme un autre : la valeur ne convient jamais")
                        : Text.of(
                                "no name is written like that, blanks at the end of a line count",
                                "aucun nom ne s'écrit ainsi, les blancs en fin de ligne comptent"));
    }

    private static final Text NOT_BOUND = Text.of(
            "not bound to the end of the name: it is found inside foreign names",
            "sans ancre à la fin du nom : elle se trouve dans des noms étrangers");

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }
}
