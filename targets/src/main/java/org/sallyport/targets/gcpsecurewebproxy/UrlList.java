package org.sallyport.targets.gcpsecurewebproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.ValueLines;

/**
 * A list and the names that it has.
 *
 * @param names compared with a host; an entry with a path stands for its host then
 */
record UrlList(String name, Where values, List<Entry> entries, NameSet names) {

    /** An entry, or why it is none. */
    record Entry(Where where, Optional<NameSet> names, Optional<Text> refusal) {}

    UrlList {
        entries = List.copyOf(entries);
    }

    static UrlList of(YamlMap map) {
        List<Entry> entries = new ArrayList<>();
        NameSetBuilder all = new NameSetBuilder();
        YamlValue values = map.get("values");
        for (YamlValue value : values.isNull() ? List.<YamlValue>of() : values.list()) {
            entries.add(entry(value, all));
        }
        return new UrlList(
                map.find("name").map(YamlValue::text).orElse(""), map.whereKey("values"), entries, all.build());
    }

    private static Entry entry(YamlValue value, NameSetBuilder all) {
        String text = value.text();
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        boolean below = host.startsWith("*.");
        boolean subtree = host.startsWith("*") && !below;
        String rest = below ? host.substring(2) : subtree ? host.substring(1) : host;
        Optional<HostName> name =
                host.indexOf('.') < 0 || rest.endsWith(".") || rest.chars().anyMatch(c -> c >= 128)
                        ? Optional.empty()
                        : HostName.tryParse(rest);
        if (name.isEmpty()) {
            return new Entry(value.where(), Optional.empty(), Optional.of(text.contains("*") ? STAR : NO_NAME));
        }
        NameSetBuilder one = new NameSetBuilder();
        for (NameSetBuilder builder : List.of(all, one)) {
            if (below) {
                builder.below(name.get());
            } else if (subtree) {
                builder.subtree(name.get());
            } else {
                builder.add(name.get());
            }
        }
        return new Entry(value.where(), Optional.of(one.build()), slash < 0 ? Optional.empty() : Optional.of(PATH));
    }

    /** Says of each line what it lets through. */
    void note(ValueLines lines, boolean used) {
        if (!used) {
            lines.is(values, Line.State.IRRELEVANT, UNUSED);
            return;
        }
        for (Entry entry : entries) {
            entry.names.ifPresent(names -> lines.about(entry.where, names));
            entry.refusal.ifPresent(remark ->
                    lines.is(entry.where, entry.names.isPresent() ? Line.State.UNDERSTOOD : Line.State.WRONG, remark));
        }
    }

    private static final Text UNUSED = Text.of("no rule uses this list", "aucune règle n'utilise cette liste");
    private static final Text PATH = Text.of(
            "compared with a host, its path counts for nothing: the whole host passes",
            "comparé à un hôte, son chemin ne compte pas : tout l'hôte passe");
    private static final Text STAR = Text.of(
            "a star stands in front of whole labels only, and a dot has to follow somewhere",
            "une étoile précède des étiquettes entières seulement, et un point doit suivre");
    private static final Text NO_NAME = Text.of(
            "neither a host with a dot in it nor a URL without its scheme",
            "ni un hôte avec un point, ni une URL sans son schéma");
}
