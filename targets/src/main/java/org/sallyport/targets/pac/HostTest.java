package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;

/** The names that pass a test of the host name, in canonical form, against a text. */
final class HostTest {

    private static final Set<HostExpression.Flag> PERL = EnumSet.of(HostExpression.Flag.PERL);

    private HostTest() {}

    static NameSet equal(String text) {
        return HostName.tryParse(text)
                .filter(name -> name.value().equals(text))
                .map(name -> NameSet.of(new HostPattern.Exact(name)))
                .orElse(NameSet.none());
    }

    static NameSet endsWith(String text) {
        Optional<HostPattern> below = text.startsWith(".") ? HostPattern.tryParse("*" + text) : Optional.empty();
        return below.filter(pattern -> pattern.toString().equals("*" + text))
                .map(NameSet::of)
                .orElseGet(() -> found("", text, "$"));
    }

    static NameSet startsWith(String text) {
        return found("^", text, "");
    }

    static NameSet contains(String text) {
        return found("", text, "");
    }

    static NameSet hasNoDot() {
        return HostExpression.parse("^[^.]+$", PERL).names();
    }

    /** The name itself, and its first labels: {@code www} and {@code www.example} of {@code www.example.com}. */
    static NameSet beginningOf(String text) {
        List<HostPattern> beginnings = new ArrayList<>();
        for (int end = text.length(); end > 0; end = text.lastIndexOf('.', end - 1)) {
            String beginning = text.substring(0, end);
            HostName.tryParse(beginning)
                    .filter(name -> name.value().equals(beginning))
                    .ifPresent(name -> beginnings.add(new HostPattern.Exact(name)));
        }
        return NameSet.of(beginnings);
    }

    /**
     * A pattern of shExpMatch, whose star and question mark do not stop at dots; empty where it has characters that
     * engines read in different ways.
     */
    static Optional<NameSet> shell(String pattern) {
        if (!pattern.matches("[A-Za-z0-9._*?-]*")) {
            return Optional.empty();
        }
        Optional<HostPattern> below = pattern.startsWith("*.") && pattern.lastIndexOf('*') == 0
                ? HostPattern.tryParse(pattern).filter(host -> host.toString().equals(pattern))
                : Optional.empty();
        if (below.isPresent()) {
            return below.map(NameSet::of);
        }
        String source = pattern.replace(".", "\\.").replace("?", ".").replaceAll("\\*+", ".*");
        return HostExpression.tryParse("^" + source + "$", PERL).map(HostExpression::names);
    }

    private static NameSet found(String before, String text, String after) {
        if (!text.matches("[a-z0-9._-]*") || text.length() > 253) {
            return NameSet.none();
        }
        return HostExpression.parse(before + text.replace(".", "\\.") + after, PERL)
                .names();
    }
}
