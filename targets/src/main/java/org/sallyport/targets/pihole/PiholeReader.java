package org.sallyport.targets.pihole;

import java.util.List;
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
 * Reads SQL for {@code domainlist} as the whole list of a Pi-hole that subscribes to no other, for the clients of the
 * default group. Whatever allows a name outweighs whatever denies it; a name that nothing denies passes. Used once.
 */
final class PiholeReader {

    private final LineNotes notes;
    private final NameSetBuilder allowed = new NameSetBuilder();
    private final NameSetBuilder perhapsAllowed = new NameSetBuilder();
    private final NameSetBuilder denied = new NameSetBuilder();
    private final NameSetBuilder perhapsDenied = new NameSetBuilder();
    private boolean allowedExactly = true;
    private boolean deniedExactly = true;

    private PiholeReader(LineNotes notes) {
        this.notes = notes;
    }

    static Reading read(DeviceFiles files) {
        List<SourceLine> lines = SourceLine.of(files);
        LineNotes notes = new LineNotes(lines);
        SqlScript script = SqlScript.read(SqlToken.of(lines, notes), notes);
        if (!script.isAboutDomains()) {
            throw new InputException(
                    Where.in(files.main()),
                    Text.of(
                            "no SQL for the table domainlist of Pi-hole",
                            "pas de SQL pour la table domainlist de Pi-hole"),
                    Text.of(
                            "give the INSERT statements for gravity.db",
                            "donnez les instructions INSERT pour gravity.db"));
        }
        return new PiholeReader(notes).read(script);
    }

    private Reading read(SqlScript script) {
        script.entries().forEach(this::add);
        Between passing = between(allowed, perhapsAllowed, allowedExactly)
                .or(between(denied, perhapsDenied, deniedExactly).not());
        boolean anything = script.canDoAnything();
        return new Reading(
                notes.lines(),
                Permits.everywhere(anything ? NameSet.none() : passing.surely()),
                Permits.everywhere(anything ? NameSet.all() : passing.possibly()));
    }

    private static Between between(NameSetBuilder surely, NameSetBuilder possibly, boolean exact) {
        NameSet sure = surely.build();
        return exact ? Between.exactly(sure) : new Between(sure, possibly.build());
    }

    private void add(DomainEntry entry) {
        boolean allows = entry.type().allows();
        entry.surely().accept(allows ? allowed : denied);
        entry.possibly().accept(allows ? perhapsAllowed : perhapsDenied);
        if (!entry.isExact()) {
            allowedExactly &= !allows;
            deniedExactly &= allows;
            notes.is(entry.line(), Line.State.NOT_SUPPORTED, OPEN);
            return;
        }
        NameSet names = entry.names();
        if (names.isEmpty()) {
            notes.is(entry.line(), Line.State.UNDERSTOOD, NEVER);
        } else if (allows) {
            notes.lets(entry.line(), names);
        }
    }

    private static final Text OPEN = Text.of(
            "not modelled: an expression with what POSIX does not have, or with options behind a semicolon",
            "non modélisé : une expression hors de POSIX, ou avec des options après un point-virgule");
    private static final Text NEVER =
            Text.of("no name that is asked for is written like this", "aucun nom demandé ne s'écrit ainsi");
}
