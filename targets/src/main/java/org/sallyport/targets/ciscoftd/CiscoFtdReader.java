package org.sallyport.targets.ciscoftd;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;

/** Reads lists and feeds of URLs: what a rule lets through that allows the list. Used once. */
final class CiscoFtdReader {

    private static final String LABEL = "[a-z0-9_-]+";

    private final NameSetBuilder surely = new NameSetBuilder();
    private final NameSetBuilder possibly = new NameSetBuilder();
    private final List<Line> lines = new ArrayList<>();
    private boolean open;

    Reading read(DeviceFiles files) {
        for (SourceLine line : SourceLine.of(files)) {
            if (line.text().matches("\\s*[<{\\[].*")) {
                throw new InputException(
                        new Where(line.file(), line.number(), 1),
                        Text.of("this is no list of URLs", "ce n'est pas une liste d'URL"),
                        Text.of("give the text file that was uploaded", "donnez le fichier texte qui a été chargé"));
            }
            lines.add(line(line));
        }
        Permits passes = Permits.everywhere(surely.build());
        return open ? new Reading(lines, passes, Permits.everywhere(possibly.build())) : Reading.exact(lines, passes);
    }

    private Line line(SourceLine line) {
        String text = line.text().strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return line.is(Line.State.IRRELEVANT);
        }
        String url = text.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        int slash = url.indexOf('/');
        String host = slash < 0 ? url : url.substring(0, slash);
        if (host.matches("[0-9*]+(\\.[0-9*]+){3}")) {
            return line.is(Line.State.UNDERSTOOD, ADDRESS);
        }
        boolean exact = slash >= 0;
        boolean path = exact && slash < url.length() - 1;
        if (path && url.substring(slash).contains("*")) {
            return line.is(Line.State.WRONG, STAR_IN_PATH);
        }
        return host.contains("*")
                ? pattern(line, host, exact, path)
                : HostName.tryParse(host)
                        .map(name -> name(line, name, exact, path))
                        .orElse(line.is(Line.State.WRONG));
    }

    private Line name(SourceLine line, HostName name, boolean exact, boolean path) {
        NameSetBuilder names = new NameSetBuilder();
        if (exact) {
            names.add(name);
            possibly.add(name);
        } else {
            names.subtree(name);
            possibly.subtree(name);
        }
        if (path) {
            open = true;
        } else if (exact) {
            surely.add(name);
        } else {
            surely.subtree(name);
        }
        return said(line, names.build(), path);
    }

    /** A star is one whole label, and without a slash everything below what it makes up matches as well. */
    private Line pattern(SourceLine line, String host, boolean exact, boolean path) {
        List<String> labels = List.of(host.split("\\.", -1));
        if (labels.stream().anyMatch(label -> label.contains("*") && !label.equals("*"))) {
            return line.is(Line.State.WRONG, PARTIAL);
        }
        Optional<NameSet> names = host.startsWith("*.") && !exact
                ? HostName.tryParse(host.substring(2)).map(NameSet::below)
                : Optional.empty();
        String expression = (exact ? "^" : "^(" + LABEL + "\\.)*")
                + labels.stream()
                        .map(label -> label.equals("*") ? LABEL : label)
                        .collect(Collectors.joining("\\."))
                + "$";
        names = names.or(() -> labels.stream().allMatch(label -> label.equals("*") || label.matches(LABEL))
                ? HostExpression.tryParse(expression, EnumSet.noneOf(HostExpression.Flag.class))
                        .map(HostExpression::names)
                : Optional.empty());
        if (names.isEmpty()) {
            return line.is(Line.State.WRONG);
        }
        possibly.add(names.get());
        if (path) {
            open = true;
        } else {
            surely.add(names.get());
        }
        return said(line, names.get(), path);
    }

    private static Line said(SourceLine line, NameSet names, boolean path) {
        return new Line(
                line.file(),
                line.number(),
                line.text(),
                Line.State.UNDERSTOOD,
                names,
                path ? Optional.of(SOME_PATHS) : Optional.empty());
    }

    private static final Text ADDRESS = Text.of("addresses, no name", "des adresses, pas un nom");
    private static final Text SOME_PATHS =
            Text.of("some paths of the host only", "certains chemins de l'hôte seulement");
    private static final Text PARTIAL = Text.of(
            "a star stands for a whole label: *.example.com, www.*.com",
            "une étoile remplace une étiquette entière : *.example.com, www.*.com");
    private static final Text STAR_IN_PATH =
            Text.of("no star behind the first slash", "pas d'étoile après la première barre oblique");
}
