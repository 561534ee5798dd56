package org.sallyport.targets.adguardhome;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.Between;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/**
 * Reads a filter list as the custom rules of an AdGuard Home that has no other list. Of all rules that match a name the
 * weightiest decides, wherever it stands: an important exception, an important block, an exception, a block, a line of a
 * hosts file. A name that nothing matches passes. Used once.
 */
final class AdguardHomeReader {

    /** The names that the rules of a kind match. */
    private static final class Matches {
        private final NameSetBuilder surely = new NameSetBuilder();
        private final NameSetBuilder possibly = new NameSetBuilder();
        private boolean exact = true;

        void add(NamePattern pattern) {
            exact &= pattern.isExact();
            pattern.surely().accept(surely);
            pattern.possibly().accept(possibly);
        }

        Between names() {
            NameSet sure = surely.build();
            return exact ? Between.exactly(sure) : new Between(sure, possibly.build());
        }
    }

    private final List<SourceLine> lines;
    private final LineNotes notes;
    private final NameSetBuilder open = new NameSetBuilder();
    private final Map<FilterRule.Kind, Matches> matches = new EnumMap<>(FilterRule.Kind.class);

    private AdguardHomeReader(DeviceFiles files) {
        this.lines = SourceLine.of(files);
        this.notes = new LineNotes(lines);
    }

    static Reading read(DeviceFiles files) {
        return new AdguardHomeReader(files).read();
    }

    private Reading read() {
        lines.stream()
                .filter(line -> !line.text().isBlank())
                .findFirst()
                .filter(line -> line.text().strip().matches("(?s)[<{\\[\"].*"))
                .ifPresent(line -> {
                    throw new InputException(
                            new Where(line.file(), line.number(), 1),
                            Text.of("no list of filtering rules", "ce n'est pas une liste de règles de filtrage"),
                            Text.of(
                                    "give the custom filtering rules as text, one a line",
                                    "donnez les règles de filtrage personnalisées en texte, une par ligne"));
                });
        for (int i = 0; i < lines.size(); i++) {
            read(i, FilterRule.of(lines.get(i).text()));
        }
        Between passing = names(FilterRule.Kind.HOSTS).not();
        passing = names(FilterRule.Kind.BLOCK).not().and(passing);
        passing = names(FilterRule.Kind.EXCEPTION).or(passing);
        passing = names(FilterRule.Kind.IMPORTANT_BLOCK).not().and(passing);
        passing = names(FilterRule.Kind.IMPORTANT_EXCEPTION).or(passing);
        NameSet anyway = open.build();
        return new Reading(
                notes.lines(),
                Permits.everywhere(Between.difference(passing.surely(), anyway)),
                Permits.everywhere(Between.union(passing.possibly(), anyway)));
    }

    private void read(int line, FilterRule rule) {
        switch (rule) {
            case FilterRule.Empty _ -> {}
            case FilterRule.ForPages _ -> notes.is(line, Line.State.IRRELEVANT, FOR_PAGES);
            case FilterRule.TooWide _ -> notes.is(line, Line.State.UNDERSTOOD, TOO_WIDE);
            case FilterRule.Open(NamePattern pattern) -> {
                notes.is(line, Line.State.NOT_SUPPORTED);
                pattern.possibly().accept(open);
            }
            case FilterRule.Network network -> {
                NamePattern pattern = network.pattern();
                add(network.kind(), pattern);
                if (!pattern.isExact() && network.kind() != FilterRule.Kind.HOSTS) {
                    notes.is(line, Line.State.NOT_SUPPORTED, OPEN);
                } else if (pattern.equals(NamePattern.NEVER)) {
                    notes.is(line, Line.State.UNDERSTOOD, NEVER);
                } else if (network.isException()) {
                    NameSetBuilder names = new NameSetBuilder();
                    pattern.surely().accept(names);
                    notes.lets(line, names.build());
                } else {
                    notes.is(line, Line.State.UNDERSTOOD);
                }
            }
        }
    }

    private void add(FilterRule.Kind kind, NamePattern pattern) {
        matches.computeIfAbsent(kind, _ -> new Matches()).add(pattern);
    }

    private Between names(FilterRule.Kind kind) {
        Matches found = matches.get(kind);
        return found == null ? Between.NEVER : found.names();
    }

    private static final Text FOR_PAGES =
            Text.of("about pages: a filter for DNS leaves it out", "sur les pages : un filtre DNS l'ignore");
    private static final Text TOO_WIDE =
            Text.of("too wide: AdGuard Home leaves this rule out", "trop large : AdGuard Home ignore cette règle");
    private static final Text NEVER = Text.of(
            "no host name has such a character or form", "aucun nom d'hôte n'a un tel caractère ou une telle forme");
    private static final Text OPEN = Text.of(
            "the engines of AdGuard do not agree about such a rule, or it is not modelled",
            "les moteurs d'AdGuard ne s'accordent pas sur une telle règle, ou elle n'est pas modélisée");
}
