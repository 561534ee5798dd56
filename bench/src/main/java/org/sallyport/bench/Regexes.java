package org.sallyport.bench;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/** One regular expression a rule, as many proxies' rule files have it. */
final class Regexes {

    private final List<Pattern> expressions;

    Regexes(Collection<HostPattern> patterns) {
        expressions = patterns.stream()
                .map(pattern -> Pattern.compile((pattern.isWildcard() ? "(?:.+)\\." : "")
                        + Pattern.quote(pattern.suffix().value())))
                .toList();
    }

    boolean matches(HostName name) {
        for (Pattern expression : expressions) {
            if (expression.matcher(name.value()).matches()) {
                return true;
            }
        }
        return false;
    }
}
