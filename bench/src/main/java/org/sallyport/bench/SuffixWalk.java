package org.sallyport.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/** The matcher that everybody writes first: sets of strings, asked for every suffix of the name. */
final class SuffixWalk {

    private final Set<String> names = new HashSet<>();
    private final Set<String> bases = new HashSet<>();

    SuffixWalk(Collection<HostPattern> patterns) {
        for (HostPattern pattern : patterns) {
            (pattern.isWildcard() ? bases : names)
                    .add(new String(pattern.suffix().value().toCharArray()));
        }
    }

    boolean matches(HostName name) {
        String value = name.value();
        if (names.contains(value)) {
            return true;
        }
        for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', dot + 1)) {
            if (bases.contains(value.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
