package org.sallyport.targets.checkpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/** Reads the flat list of a network feed of type domain, whose object ignores lines that start with {@code #}. */
final class CheckPointReader {

    private final LineNotes notes;
    private final NameSetBuilder surely = new NameSetBuilder();
    private final NameSetBuilder possibly = new NameSetBuilder();
    private boolean understood;
    private boolean entries;

    private CheckPointReader(LineNotes notes) {
        this.notes = notes;
    }

    static Reading read(DeviceFiles files) {
        List<SourceLine> lines = SourceLine.of(files);
        CheckPointReader reader = new CheckPointReader(new LineNotes(lines));
        for (int i = 0; i < lines.size(); i++) {
            reader.read(lines.get(i).text(), i);
        }
        if (reader.entries && !reader.understood) {
            throw new InputException(
                    new Where(lines.getFirst().file(), 1, 1),
                    Text.of("no flat list of domains", "pas une liste simple de domaines"),
                    Text.of(
                            "give the file of a network feed of type domain, one domain a line",
                            "donnez le fichier d'un flux réseau de type domaine, un domaine par ligne"));
        }
        return new Reading(
                reader.notes.lines(),
                Permits.everywhere(reader.surely.build()),
                Permits.everywhere(reader.possibly.build()));
    }

    private void read(String text, int line) {
        String entry = text.strip().toLowerCase(Locale.ROOT);
        if (entry.isEmpty() || text.startsWith("#")) {
            return;
        }
        entries = true;
        Optional<HostName> exact = HostName.tryParse(entry);
        Optional<HostName> below = entry.startsWith("*.") ? HostName.tryParse(entry.substring(2)) : Optional.empty();
        if (exact.isPresent()) {
            understood = true;
            surely.add(exact.get());
            possibly.add(exact.get());
            notes.lets(line, new NameSetBuilder().add(exact.get()).build());
        } else if (below.isPresent()) {
            understood = true;
            // of the name itself the page on feeds says nothing; the object that is like it brings it along
            surely.below(below.get());
            possibly.subtree(below.get());
            notes.lets(line, new NameSetBuilder().subtree(below.get()).build());
        } else {
            unclear(entry, line);
        }
    }

    /** What the product makes of such a line is not documented: the names in it may pass. */
    private void unclear(String entry, int line) {
        if (entry.matches("[0-9.]{7,15}(/[0-9]{1,2})?|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:./]*")) {
            notes.is(line, Line.State.WRONG, ADDRESS);
            return;
        }
        boolean dot = entry.startsWith(".");
        Optional<HostName> behind = dot ? HostName.tryParse(entry.substring(1)) : Optional.empty();
        understood |= behind.isPresent();
        NameSet widest =
                behind.map(name -> new NameSetBuilder().subtree(name).build()).orElseGet(() -> namesIn(entry));
        possibly.add(widest);
        notes.lets(line, widest);
        notes.is(line, Line.State.UNKNOWN, dot ? DOT : entry.contains("*") ? STAR : COLUMNS);
    }

    /** In whatever column of the line. */
    private static NameSet namesIn(String entry) {
        if (entry.chars().filter(c -> c == '*').count() > 4) {
            return NameSet.all();
        }
        NameSetBuilder names = new NameSetBuilder();
        for (String word : entry.split("[^a-z0-9*._-]+", -1)) {
            names.add(NameSet.like(word, true));
        }
        return names.build();
    }

    private static final Text ADDRESS =
            Text.of("an address; the feed is one of domains", "une adresse ; le flux est un flux de domaines");
    private static final Text DOT = Text.of(
            "a dot in front belongs to Domain objects, where it is part of every name; lines of a feed have none",
            "un point initial appartient aux objets Domain, où chaque nom en a un ; les lignes d'un flux n'en ont pas");
    private static final Text STAR = Text.of(
            "a star is documented for the front only, with a dot behind it: *.example.com",
            "une étoile n'est documentée qu'au début, suivie d'un point : *.example.com");
    private static final Text COLUMNS = Text.of(
            "more than one domain; which column counts is a setting of the object",
            "plus d'un domaine ; la colonne qui compte est un réglage de l'objet");
}
