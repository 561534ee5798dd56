package org.sallyport.targets.unbound;

import java.util.Map;
import java.util.Optional;

/** What a type of local zone does with queries for its name and the names below, by unbound.conf(5). */
enum ZoneType {
    /** Resolves, whatever local data there is. */
    RESOLVES(true, false),
    /** Resolves all but the names that have local data. */
    RESOLVES_WHAT_HAS_NO_DATA(true, true),
    /** Answers from local data, and resolves nothing. */
    ANSWERS_FROM_DATA(false, true),
    /** Answers all names from the data of the zone's own name. */
    REDIRECTS(false, true),
    /** Never resolves. */
    BLOCKS(false, false),
    /** Takes a zone away that Unbound has by itself. */
    NO_DEFAULT(false, false),
    /** Depends on what is not in this file, or on the type of the query. */
    DEPENDS(false, false);

    private static final Map<String, ZoneType> BY_WORD = Map.ofEntries(
            Map.entry("always_transparent", RESOLVES),
            Map.entry("transparent", RESOLVES_WHAT_HAS_NO_DATA),
            Map.entry("typetransparent", RESOLVES_WHAT_HAS_NO_DATA),
            Map.entry("inform", RESOLVES_WHAT_HAS_NO_DATA),
            Map.entry("noview", RESOLVES_WHAT_HAS_NO_DATA),
            Map.entry("deny", ANSWERS_FROM_DATA),
            Map.entry("refuse", ANSWERS_FROM_DATA),
            Map.entry("static", ANSWERS_FROM_DATA),
            Map.entry("inform_deny", ANSWERS_FROM_DATA),
            Map.entry("redirect", REDIRECTS),
            Map.entry("inform_redirect", REDIRECTS),
            Map.entry("always_refuse", BLOCKS),
            Map.entry("always_nxdomain", BLOCKS),
            Map.entry("always_nodata", BLOCKS),
            Map.entry("always_deny", BLOCKS),
            Map.entry("always_null", BLOCKS),
            Map.entry("nodefault", NO_DEFAULT),
            Map.entry("ipset", DEPENDS),
            Map.entry("block_a", DEPENDS));

    private final boolean resolves;
    private final boolean usesData;

    ZoneType(boolean resolves, boolean usesData) {
        this.resolves = resolves;
        this.usesData = usesData;
    }

    /** Unbound knows them in lower case only. */
    static Optional<ZoneType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    boolean resolves() {
        return resolves;
    }

    boolean usesData() {
        return usesData;
    }
}
