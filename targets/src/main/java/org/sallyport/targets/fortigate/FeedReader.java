package org.sallyport.targets.fortigate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.SourceLine;

/** Reads the list of domains that a FortiGate fetches for its DNS filter (external resource, type domain). */
final class FeedReader {

    private final LineNotes notes;
    private final NameSetBuilder surely = new NameSetBuilder();
    private final NameSetBuilder possibly = new NameSetBuilder();
    private boolean understood;

    private FeedReader(LineNotes notes) {
        this.notes = notes;
    }

    static Reading read(DeviceFiles files) {
        List<SourceLine> lines = SourceLine.of(files);
        FeedReader reader = new FeedReader(new LineNotes(lines));
        for (int i = 0; i < lines.size(); i++) {
            reader.read(lines.get(i).text().strip(), i);
        }
        if (!reader.understood) {
            throw FortiGateReader.foreign(lines.getFirst());
        }
        return new Reading(
                reader.notes.lines(),
                Permits.everywhere(reader.surely.build()),
                Permits.everywhere(reader.possibly.build()));
    }

    private void read(String text, int line) {
        String entry = text.toLowerCase(Locale.ROOT);
        if (entry.isEmpty() || entry.startsWith("#")) {
            return;
        }
        Optional<HostName> exact = HostName.tryParse(entry);
        Optional<HostName> below = entry.startsWith("*.") ? HostName.tryParse(entry.substring(2)) : Optional.empty();
        if (exact.isPresent()) {
            surely.add(exact.get());
            possibly.add(exact.get());
            notes.lets(line, new NameSetBuilder().add(exact.get()).build());
        } else if (below.isPresent()) {
            surely.below(below.get());
            possibly.subtree(below.get());
            notes.lets(line, new NameSetBuilder().subtree(below.get()).build());
        } else if (entry.matches("[a-z0-9*._-]{1,255}") && entry.contains("*")) {
            NameSet widest = NameSet.like(entry, true);
            surely.add(NameSet.like(entry, false));
            possibly.add(widest);
            notes.lets(line, widest);
        } else {
            notes.is(line, Line.State.WRONG, Text.of("no domain", "pas un domaine"));
            return;
        }
        understood = true;
    }
}
