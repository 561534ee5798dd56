package org.sallyport.targets.pac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;

/** Reads PAC files, by the part of JavaScript and the predefined functions that the README beside this file names. */
final class PacReader {

    static final int LONGEST = 2_000_000;

    /** Set operations times characters: both together make the time that a script takes. */
    private static final int WORK = 20_000_000;

    private static final int MOST_STEPS = 2_000;
    private static final int LEAST_STEPS = 100;

    private PacReader() {}

    static Reading read(DeviceFiles files) {
        String file = files.main();
        String text = files.texts().getOrDefault(file, "");
        if (text.length() > LONGEST || !text.contains(Script.ENTRY)) {
            throw new InputException(
                    Where.in(file),
                    Text.of(
                            "no PAC file: there is no function %s, or more than %s characters",
                            "ce n'est pas un fichier PAC : il n'y a pas de fonction %s, ou plus de %s caractères",
                            Script.ENTRY,
                            LONGEST),
                    Text.of("give the proxy.pac of the device", "donnez le proxy.pac de l'équipement"));
        }
        Notes notes = new Notes();
        Bound bound = bound(file, text, notes);
        List<Line> lines = new ArrayList<>(notes.lines(file, text));
        files.texts().keySet().stream()
                .skip(1)
                .forEach(other -> lines.add(Line.of(
                        other,
                        1,
                        "",
                        Line.State.NOT_SUPPORTED,
                        Text.of("a PAC file stands alone", "un fichier PAC est seul"))));
        return new Reading(lines, Permits.everywhere(bound.surely()), Permits.everywhere(bound.possibly()));
    }

    private record Bound(NameSet surely, NameSet possibly) {
        static final Bound NOTHING_KNOWN = new Bound(NameSet.none(), NameSet.all());
    }

    private static Bound bound(String file, String text, Notes notes) {
        List<Token> tokens = Lexer.tokens(text);
        Words words = new Words(tokens);
        if (words.unruly().isPresent()) {
            Token token = words.unruly().get();
            notes.state(
                    token.line(),
                    Line.State.UNKNOWN,
                    Text.of("\"%s\" could change anything", "« %s » pourrait changer n'importe quoi", token.text()));
            return Bound.NOTHING_KNOWN;
        }
        try {
            Script script = Parser.parse(file, tokens);
            if (script.functions().contains(Script.ENTRY + "Ex")) {
                notes.state(
                        script.line(),
                        Line.State.NOT_SUPPORTED,
                        Text.of("Windows calls %sEx instead", "Windows appelle plutôt %sEx", Script.ENTRY));
                return Bound.NOTHING_KNOWN;
            }
            int steps = Math.clamp(WORK / text.length(), LEAST_STEPS, MOST_STEPS);
            Returns returns = new Evaluation(file, script, words, notes, steps).run();
            return bound(script, returns, notes);
        } catch (InputException e) {
            notes.state(e.where().map(Where::line).orElse(1), Line.State.UNKNOWN, e.what());
            return Bound.NOTHING_KNOWN;
        }
    }

    private static Bound bound(Script script, Returns returns, Notes notes) {
        Optional<String> unlisted = Evaluation.lastAnswer(script.body()).flatMap(returns::answerAt);
        if (unlisted.isEmpty()) {
            notes.state(
                    script.line(),
                    Line.State.NOT_SUPPORTED,
                    Text.of(
                            "does not end with one answer for all names that are not listed",
                            "ne finit pas par une seule réponse pour tous les noms non cités"));
            return Bound.NOTHING_KNOWN;
        }
        NameSet possibly = returns.notGetting(unlisted.get());
        return new Bound(returns.isExact() ? possibly : NameSet.all().minus(returns.getting(unlisted.get())), possibly);
    }
}
