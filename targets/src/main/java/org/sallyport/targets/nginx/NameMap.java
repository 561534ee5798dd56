package org.sallyport.targets.nginx;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/** A {@code map}: the value of one variable by that of another. Used by one thread. */
final class NameMap {

    private static final Set<String> FLAGS = Set.of("hostnames", "volatile");

    private final String source;
    private final HostTable<String> table;
    private Optional<String> byDefault = Optional.empty();
    private Optional<NotedLine> defaultLine = Optional.empty();
    private boolean modelled = true;

    /**
     * Reads a map.
     *
     * @param lowers whether names come in lower case, whatever the client writes
     * @param bucket {@code map_hash_bucket_size}
     */
    NameMap(Directive map, boolean lowers, int bucket) {
        this.source = map.value(0);
        this.table = new HostTable<>(lowers);
        boolean hostnames = false;
        map.is(Line.State.UNDERSTOOD);
        for (Directive entry : map.inside()) {
            List<String> values = entry.values();
            String key = entry.name();
            entry.is(Line.State.UNDERSTOOD);
            if (values.isEmpty() && FLAGS.contains(key)) {
                hostnames |= key.equals("hostnames");
            } else if (key.equals("include")) {
                modelled = false;
            } else if (values.size() != 1 || entry.block().isPresent()) {
                entry.is(Line.State.WRONG, Text.of("a key needs one value", "une clé demande une valeur"));
            } else if (key.equals("default")) {
                if (byDefault.isPresent()) {
                    entry.is(
                            Line.State.WRONG,
                            Text.of("a second default: nginx stops", "un second default : nginx s'arrête"));
                }
                byDefault = Optional.of(values.getFirst());
                defaultLine = Optional.of(entry.line());
            } else {
                add(entry, key, hostnames, bucket);
            }
        }
    }

    private void add(Directive entry, String key, boolean hostnames, int bucket) {
        String value = entry.value(0);
        String bare = key.startsWith("\\") ? key.substring(1) : key;
        HostTable.Added added = key.startsWith("~")
                ? table.expression(key.substring(1), value, entry.line())
                : hostnames ? table.host(bare, value, entry.line()) : table.literal(bare, value, entry.line());
        switch (added) {
            case TAKEN -> {
                if (!key.startsWith("~")) {
                    fits(entry, bare, hostnames, bucket);
                }
            }
            case CONFLICT ->
                entry.is(
                        Line.State.WRONG,
                        Text.of(
                                "another key says the same: nginx does not start",
                                "une autre clé dit la même chose : nginx ne démarre pas"));
            case INVALID ->
                entry.is(
                        Line.State.WRONG,
                        Text.of(
                                "neither a host name nor a wildcard that nginx has: it does not start",
                                "ni nom d'hôte, ni étoile que nginx connaisse : il ne démarre pas"));
            case NOT_MODELLED -> {
                modelled = false;
                entry.is(Line.State.NOT_SUPPORTED, Text.of("the key is not modelled", "la clé n'est pas modélisée"));
            }
        }
        if (!hostnames && (key.startsWith(".") || key.startsWith("*."))) {
            entry.is(
                    Line.State.UNDERSTOOD,
                    Text.of(
                            "without hostnames in front of it, it is a text like any other",
                            "sans hostnames devant elle, c'est un texte comme un autre"));
        }
    }

    /** Of a wildcard, nginx keeps the labels one by one; of a name, the whole. */
    private static void fits(Directive entry, String key, boolean hostnames, int bucket) {
        boolean wildcard = hostnames && (key.startsWith(".") || key.startsWith("*.") || key.endsWith(".*"));
        int octets = wildcard
                ? List.of(key.split("\\.", -1)).stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                : key.length();
        int needed = 16 + (octets + 2 + 7) / 8 * 8;
        if (needed > (bucket + 63) / 64 * 64) {
            entry.is(
                    Line.State.WRONG,
                    Text.of(
                            "too long for map_hash_bucket_size %s: nginx does not start",
                            "trop long pour map_hash_bucket_size %s : nginx ne démarre pas", bucket));
        }
    }

    String source() {
        return source;
    }

    HostTable<String> table() {
        return table;
    }

    /** The value of what no key fits. */
    String byDefault() {
        return byDefault.orElse("");
    }

    /** Notes that these names pass because no key fits them. */
    void passesByDefault(NameSet names, Explained explained) {
        defaultLine.ifPresent(line -> {
            explained.add(names);
            explained.note(line, names);
        });
    }

    boolean isModelled() {
        return modelled;
    }
}
