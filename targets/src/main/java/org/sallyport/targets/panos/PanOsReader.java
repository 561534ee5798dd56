package org.sallyport.targets.panos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.FirstMatch;
import org.sallyport.targets.FirstMatch.Reach;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.Release;
import org.sallyport.targets.SourceLine;

/**
 * Reads set commands (what {@code show} prints after {@code set cli config-output-format set}), or an external dynamic
 * list. Shares nothing with {@link PanOsWriter}.
 */
final class PanOsReader {

    private static final Set<String> VERBS = Set.of("set", "delete", "move", "configure");

    private PanOsReader() {}

    static Reading read(DeviceFiles files, Optional<Release> release, boolean domains) {
        LineNotes notes = new LineNotes(SourceLine.of(files));
        List<Commands.Command> commands = Commands.of(notes);
        if (commands.isEmpty() || commands.stream().anyMatch(command -> VERBS.contains(command.word(0)))) {
            return commands(commands, notes, release);
        }
        LineNotes fresh = new LineNotes(notes.source());
        boolean carets = notes.source().stream().anyMatch(line -> line.text().matches("\\^[^.].*"));
        return domains || carets ? domains(fresh) : urls(fresh, release);
    }

    private static Reading commands(List<Commands.Command> commands, LineNotes notes, Optional<Release> release) {
        Configuration configuration = Configuration.of(commands, notes);
        UrlReading urls = new UrlReading(configuration, UrlEntry.ends(release));
        RuleReading reading = new RuleReading(configuration, urls, notes);
        FirstMatch rules = reading.rules();
        if (configuration.isOpen()) {
            rules.add(true, Reach.NOTHING, Reach.EVERYTHING);
        }
        Reading read = rules.reading(notes.lines());
        return reading.isRefused() ? new Reading(read.lines(), Permits.none(), read.possibly()) : read;
    }

    private static Reading urls(LineNotes notes, Optional<Release> release) {
        NameSetBuilder surely = new NameSetBuilder();
        NameSetBuilder possibly = new NameSetBuilder();
        boolean understood = false;
        for (int i = 0; i < notes.source().size(); i++) {
            String text = notes.source().get(i).text().strip();
            if (!text.isEmpty()) {
                UrlEntry entry = UrlEntry.of(text, UrlEntry.ends(release));
                entry.surely().addTo(surely);
                entry.possibly().addTo(possibly);
                UrlReading.note(entry, i, notes);
                understood |= entry.isUnderstood();
            }
        }
        return list(notes, surely, possibly, understood);
    }

    private static Reading domains(LineNotes notes) {
        NameSetBuilder surely = new NameSetBuilder();
        NameSetBuilder possibly = new NameSetBuilder();
        boolean understood = false;
        for (int i = 0; i < notes.source().size(); i++) {
            String text = notes.source().get(i).text().strip().toLowerCase(Locale.ROOT);
            if (!text.isEmpty()) {
                understood |= domain(text, i, notes, surely, possibly);
            }
        }
        return list(notes, surely, possibly, understood);
    }

    private static boolean domain(
            String text, int line, LineNotes notes, NameSetBuilder surely, NameSetBuilder possibly) {
        boolean exact = text.startsWith("^");
        boolean below = text.startsWith("*.");
        Optional<HostName> name =
                text.length() > 255 ? Optional.empty() : HostName.tryParse(text.substring(exact ? 1 : below ? 2 : 0));
        if (name.isEmpty()) {
            notes.is(line, Line.State.WRONG, Text.of("no domain", "pas un domaine"));
            return false;
        }
        NameSetBuilder widest = new NameSetBuilder();
        if (exact) {
            widest.add(name.get());
            surely.add(name.get());
            possibly.add(name.get());
        } else {
            widest.subtree(name.get());
            possibly.subtree(name.get());
            if (below) {
                surely.below(name.get());
            } else {
                surely.add(name.get());
            }
        }
        notes.lets(line, widest.build());
        return true;
    }

    private static Reading list(LineNotes notes, NameSetBuilder surely, NameSetBuilder possibly, boolean understood) {
        if (!understood) {
            SourceLine first = notes.source().getFirst();
            throw new InputException(
                    new Where(first.file(), first.number(), 1),
                    Text.of(
                            "neither set commands of PAN-OS nor a list of URLs or domains",
                            "ni des commandes set de PAN-OS, ni une liste d'URL ou de domaines"),
                    Text.of(
                            "give what show prints after set cli config-output-format set, or a list",
                            "donnez ce que show affiche après set cli config-output-format set, ou une liste"));
        }
        return new Reading(notes.lines(), Permits.everywhere(surely.build()), Permits.everywhere(possibly.build()));
    }
}
