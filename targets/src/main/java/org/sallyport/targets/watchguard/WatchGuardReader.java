package org.sallyport.targets.watchguard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/** Reads lists of FQDN entries, one a line, as a Firebox takes them. Used once. */
final class WatchGuardReader {

    private final boolean lowStars;
    private final NameSetBuilder names = new NameSetBuilder();

    /** @param lowStars whether a star may stand below a subdomain */
    WatchGuardReader(boolean lowStars) {
        this.lowStars = lowStars;
    }

    Reading read(DeviceFiles files) {
        List<Line> lines = new ArrayList<>();
        for (SourceLine line : SourceLine.of(files)) {
            if (line.text().matches("\\s*[<{\\[].*")) {
                throw new InputException(
                        new Where(line.file(), line.number(), 1),
                        Text.of("this is no list of names", "ce n'est pas une liste de noms"),
                        Text.of(
                                "give the alias's FQDN members, one a line",
                                "donnez les membres FQDN de l'alias, un par ligne"));
            }
            lines.add(line(line));
        }
        return Reading.exact(lines, Permits.everywhere(names.build()));
    }

    private Line line(SourceLine line) {
        String text = line.text().strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return line.is(Line.State.IRRELEVANT);
        }
        if (text.matches("[0-9./-]+|[0-9A-Fa-f]*:[0-9A-Fa-f:./]*")) {
            return line.is(Line.State.UNDERSTOOD, ADDRESS);
        }
        boolean star = text.startsWith("*.");
        Optional<HostName> parsed = HostName.tryParse(star ? text.substring(2) : text);
        if (parsed.isEmpty()) {
            return line.is(Line.State.WRONG, text.contains("*") ? STAR : NO_NAME);
        }
        HostName name = parsed.get();
        if (!star) {
            names.add(name);
            return line.about(NameSet.of(new HostPattern.Exact(name)));
        }
        if (name.parent().isEmpty()) {
            return line.is(Line.State.WRONG, TOO_WIDE);
        }
        if (!lowStars && name.labels().size() > 2) {
            return line.is(Line.State.WRONG, TOO_LOW);
        }
        names.subtree(name);
        return line.about(NameSet.of(new HostPattern.Exact(name), new HostPattern.Below(name)));
    }

    private static final Text ADDRESS = Text.of("an address, no name", "une adresse, pas un nom");
    private static final Text NO_NAME = Text.of("no name", "pas un nom");
    private static final Text STAR = Text.of(
            "a star stands in front of a domain only: *.example.com",
            "une étoile ne se place que devant un domaine : *.example.com");
    private static final Text TOO_WIDE = Text.of(
            "a star in front of a top-level domain is not taken",
            "une étoile devant un domaine de premier niveau n'est pas acceptée");
    private static final Text TOO_LOW = Text.of(
            "before Fireware 12.2 a star stands in front of a domain of two labels only",
            "avant Fireware 12.2, une étoile ne se place que devant un domaine à deux étiquettes");
}
