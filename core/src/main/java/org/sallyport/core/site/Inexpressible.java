package org.sallyport.core.site;

import java.util.Map;
import org.sallyport.core.name.HostPattern;

/**
 * What the site decides for entries that a device cannot express. Nothing is widened or omitted without it.
 *
 * @param otherwise for every entry that is not named
 * @param entries rulings for single entries
 */
public record Inexpressible(Ruling otherwise, Map<HostPattern, Ruling> entries) {

    /** The render fails, and says what is at stake. */
    public static final Inexpressible FAIL = new Inexpressible(new Ruling(Choice.FAIL, ""), Map.of());

    public enum Choice {
        FAIL,
        WIDEN,
        OMIT
    }

    /**
     * A decision and its reason.
     *
     * @param reason may be empty where the decision is for all entries
     */
    public record Ruling(Choice choice, String reason) {}

    public Inexpressible {
        entries = Map.copyOf(entries);
    }

    public Ruling rulingFor(HostPattern pattern) {
        return entries.getOrDefault(pattern, otherwise);
    }
}
