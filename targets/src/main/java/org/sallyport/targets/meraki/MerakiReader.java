package org.sallyport.targets.meraki;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.JsonFile;
import org.sallyport.targets.SourceLine;

/** Reads bodies and answers of the content filtering API. Used once. */
final class MerakiReader {

    private static final String ALLOWED = "allowedUrlPatterns";
    private static final String BLOCKED = "blockedUrlPatterns";

    private final NameSetBuilder surely = new NameSetBuilder();
    private final NameSetBuilder possibly = new NameSetBuilder();
    private final Map<Integer, Line> found = new HashMap<>();
    private List<SourceLine> source = List.of();
    private boolean open;

    Reading read(DeviceFiles files) {
        source = SourceLine.of(files);
        String file = files.main();
        YamlMap body =
                JsonFile.parse(file, files.texts().getOrDefault(file, "")).map();
        if (body.find(ALLOWED).isEmpty() && body.find(BLOCKED).isEmpty()) {
            throw new InputException(
                    Where.in(file),
                    Text.of(
                            "neither allowedUrlPatterns nor blockedUrlPatterns",
                            "ni allowedUrlPatterns ni blockedUrlPatterns"),
                    Text.of(
                            "give what the contentFiltering API takes or answers",
                            "donnez ce que l'API contentFiltering accepte ou répond"));
        }
        body.entries().forEach((key, value) -> key(body, key, value));
        boolean stopsTheRest = body.find(BLOCKED).map(YamlValue::list).orElse(List.of()).stream()
                .anyMatch(pattern -> pattern.text().strip().equals("*"));
        List<Line> lines = source.stream()
                .map(line -> found.getOrDefault(line.number(), line.is(Line.State.IRRELEVANT)))
                .toList();
        Permits passes = Permits.everywhere(surely.build());
        if (stopsTheRest && !open) {
            return Reading.exact(lines, passes);
        }
        return new Reading(lines, passes, Permits.everywhere(stopsTheRest ? possibly.build() : NameSet.all()));
    }

    private void key(YamlMap body, String key, YamlValue value) {
        switch (key) {
            case ALLOWED -> value.list().forEach(this::allow);
            case BLOCKED ->
                value.list().forEach(pattern -> say(pattern, Line.State.UNDERSTOOD, NameSet.none(), Optional.empty()));
            // categories only stop what is not allowed by a pattern
            case "blockedUrlCategories", "urlCategoryListSize" -> {}
            default -> {
                Where where = body.whereKey(key);
                found.put(where.line(), source.get(where.line() - 1).is(Line.State.UNKNOWN));
            }
        }
    }

    private void allow(YamlValue value) {
        String pattern = value.text().strip().toLowerCase(Locale.ROOT);
        String host = pattern.replaceFirst("^https?://", "");
        int slash = host.indexOf('/');
        boolean partly = slash >= 0 && slash < host.length() - 1;
        host = slash < 0 ? host : host.substring(0, slash);
        if (pattern.equals("*")) {
            surely.add(NameSet.all());
            possibly.add(NameSet.all());
            say(value, Line.State.UNDERSTOOD, NameSet.all(), Optional.of(EVERYTHING));
            return;
        }
        if (host.matches("[0-9.]+(:[0-9]+)?|\\[.*")) {
            say(value, Line.State.UNDERSTOOD, NameSet.none(), Optional.of(ADDRESS));
            return;
        }
        boolean star = host.startsWith("*.");
        Optional<HostName> name = HostName.tryParse(star ? host.substring(2) : host);
        if (name.isEmpty()) {
            say(value, Line.State.UNKNOWN, NameSet.none(), Optional.empty());
            return;
        }
        possibly.subtree(name.get());
        boolean plain = !star && !partly && host.equals(pattern);
        if (plain) {
            surely.subtree(name.get());
        } else {
            open = true;
        }
        NameSet names = new NameSetBuilder().subtree(name.get()).build();
        say(value, Line.State.UNDERSTOOD, names, plain ? Optional.empty() : Optional.of(star ? STAR : OPEN));
    }

    private void say(YamlValue value, Line.State state, NameSet names, Optional<Text> remark) {
        SourceLine line = source.get(value.where().line() - 1);
        Line said = new Line(line.file(), line.number(), line.text(), state, names, remark);
        found.merge(line.number(), said, MerakiReader::both);
    }

    /** Of two values on one line. */
    private static Line both(Line one, Line other) {
        Line graver = Set.of(Line.State.UNDERSTOOD, Line.State.IRRELEVANT).contains(one.state()) ? other : one;
        return new Line(
                one.file(),
                one.number(),
                one.text(),
                graver.state(),
                one.names().union(other.names()),
                one.remark().or(other::remark));
    }

    private static final Text EVERYTHING = Text.of("this allows everything", "ceci autorise tout");
    private static final Text ADDRESS = Text.of("an address, no name", "une adresse, pas un nom");
    private static final Text STAR = Text.of(
            "a star in front is no pattern of the manual's, and may match nothing; the name alone takes all below it",
            "une étoile en tête n'est pas un motif du manuel, et peut ne rien désigner ; le nom seul prend tout ce qui est dessous");
    private static final Text OPEN =
            Text.of("with a scheme or a path it is left open", "avec un schéma ou un chemin, cela reste ouvert");
}
