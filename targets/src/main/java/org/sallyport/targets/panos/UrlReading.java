package org.sallyport.targets.panos;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;

/** What URL categories stand for. */
final class UrlReading {

    static final Text ENDING =
            Text.of("the setting of the ending token is not modelled", "le réglage de fin d'entrée n'est pas modélisé");

    private final Configuration configuration;
    private final Optional<Boolean> ends;
    private final Map<String, Names> known = new HashMap<>();

    UrlReading(Configuration configuration, Optional<Boolean> ends) {
        this.configuration = configuration;
        this.ends = ends;
    }

    record Names(NameSet surely, NameSet possibly) {}

    /** The names of the categories of a rule; without any, a rule is for all. */
    Names names(Node rule, LineNotes notes) {
        if (rule.all("category").isEmpty()) {
            notes.lets(rule.line(), NameSet.all());
            return new Names(NameSet.all(), NameSet.all());
        }
        NameSet surely = NameSet.none();
        NameSet possibly = NameSet.none();
        for (Node category : rule.all("category")) {
            Names names = category(category, notes);
            surely = surely.union(names.surely());
            possibly = possibly.union(names.possibly());
        }
        return new Names(surely, possibly);
    }

    private Names category(Node used, LineNotes notes) {
        Optional<Node> custom = configuration.root().find("profiles", "custom-url-category", used.name());
        if (used.name().equals("any")) {
            notes.lets(used.line(), NameSet.all());
            return new Names(NameSet.all(), NameSet.all());
        }
        boolean list = custom.filter(
                        category -> category.value("type").orElse("URL List").equals("URL List"))
                .isPresent();
        if (!list) {
            notes.is(
                    used.line(),
                    Line.State.UNKNOWN,
                    Text.of(
                            "the text does not say what is in \"%s\"",
                            "le texte ne dit pas ce que contient « %s »", used.name()));
            return new Names(NameSet.none(), NameSet.all());
        }
        return entries(custom.orElseThrow(), notes);
    }

    private Names entries(Node category, LineNotes notes) {
        NameSetBuilder surely = new NameSetBuilder();
        NameSetBuilder possibly = new NameSetBuilder();
        for (Node entry : category.all("list")) {
            read(entry.name(), entry.line(), surely, possibly, notes);
        }
        return known.computeIfAbsent(category.name(), _ -> new Names(surely.build(), possibly.build()));
    }

    private void read(String text, int line, NameSetBuilder surely, NameSetBuilder possibly, LineNotes notes) {
        UrlEntry entry = UrlEntry.of(text, ends);
        entry.surely().addTo(surely);
        entry.possibly().addTo(possibly);
        note(entry, line, notes);
    }

    /** What there is to say about the line of an entry. */
    static void note(UrlEntry entry, int line, LineNotes notes) {
        NameSetBuilder names = new NameSetBuilder();
        entry.possibly().addTo(names);
        notes.lets(line, names.build());
        Line.State state = entry.isUnderstood() ? Line.State.UNDERSTOOD : Line.State.UNKNOWN;
        entry.remark().ifPresent(remark -> notes.is(line, state, remark));
    }
}
