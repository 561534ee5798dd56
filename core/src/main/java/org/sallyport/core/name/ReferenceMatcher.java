package org.sallyport.core.name;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The matcher that is obviously right: it asks one pattern after the other. {@link HostMatcher} is held to its answers
 * by a property test. Immutable.
 */
public final class ReferenceMatcher {

    private final List<HostPattern> patterns;

    public ReferenceMatcher(Collection<? extends HostPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    public boolean matches(HostName name) {
        return match(name).isPresent();
    }

    /** The first pattern, in the order given, that matches the name. */
    public Optional<HostPattern> match(HostName name) {
        return patterns.stream().filter(pattern -> pattern.matches(name)).findFirst();
    }
}
