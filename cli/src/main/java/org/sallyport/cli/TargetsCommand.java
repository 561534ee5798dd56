package org.sallyport.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.Target;
import org.sallyport.targets.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code targets}: what each target sees and can express. */
@Command(
        name = "targets",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints what each target can express; for one target, its options as well.",
        footer = {"", "Examples:", "  sallyport targets", "  sallyport targets squid --format json"})
final class TargetsCommand implements Callable<Integer> {

    @ParentCommand
    private Sallyport sallyport;

    @Parameters(arity = "0..1", paramLabel = "T", description = "One target.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; default ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() {
        Session session = sallyport.session();
        Collection<Target> targets = name.map(word -> List.of(named(word))).orElseGet(() -> List.copyOf(Targets.all()));
        Table table = new Table(
                Text.of("target", "cible"),
                Text.of("sees", "voit"),
                Text.of("one name", "un nom seul"),
                Text.of("wildcards", "étoiles"),
                Text.of("apex with them", "avec l'apex"),
                Text.of("star inside a label", "étoile dans une étiquette"),
                Text.of("ports", "ports"),
                Text.of("evidence", "éprouvé par"),
                Text.of("product", "produit"));
        List<Object> json = new ArrayList<>();
        for (Target target : targets) {
            Capabilities can = target.capabilities();
            table.row(
                    target.id(),
                    can.sees().stream().map(sight -> session.in(sight.title())).collect(Collectors.joining(", ")),
                    yes(session, can.exact()),
                    can.wildcards() && !can.allBelow()
                            ? session.in(Text.of("one label", "une étiquette"))
                            : yes(session, can.wildcards()),
                    yes(session, can.apex()),
                    yes(session, can.starInsideLabel()),
                    yes(session, can.ports()),
                    session.in(can.evidence().title()),
                    session.in(target.title()));
            json.add(json(target));
        }
        format.print(session, table, json);
        if (format == Format.TABLE) {
            name.ifPresent(one -> options(session, named(one)));
        }
        return Session.YES;
    }

    static Target named(String word) {
        return Targets.all().stream()
                .filter(target -> target.id().value().equals(word))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        Text.of("unknown target \"%s\"", "cible inconnue « %s »", word),
                        Nearest.repair(
                                word,
                                Targets.all().stream()
                                        .map(target -> target.id().value())
                                        .toList())));
    }

    private static void options(Session session, Target target) {
        Table table = new Table(Text.of("option", "option"), Text.of("default", "défaut"), Text.of("meaning", "sens"));
        target.capabilities()
                .options()
                .forEach(option -> table.row(option.name(), option.fallback(), session.in(option.meaning())));
        if (!table.isEmpty()) {
            session.print("");
            table.print(session);
        }
    }

    private static String yes(Session session, boolean value) {
        return session.in(value ? Text.of("yes", "oui") : Text.of("no", "non"));
    }

    private static Map<String, Object> json(Target target) {
        Capabilities can = target.capabilities();
        Map<String, Object> json = Json.object();
        json.put("target", target.id().value());
        json.put("product", target.title().english());
        json.put("sees", can.sees().stream().map(Json::lower).toList());
        json.put("says", can.says().stream().map(Json::lower).toList());
        json.put("wildcards", can.wildcards());
        json.put("apex", can.apex());
        json.put("star_inside_label", can.starInsideLabel());
        json.put("ports", can.ports());
        json.put("passes_neighbours", can.passesNeighbours());
        can.limits().entries().ifPresent(most -> json.put("entries", most));
        json.put("evidence", Json.lower(can.evidence()));
        List<Object> options = new ArrayList<>();
        for (Capabilities.Option option : can.options()) {
            Map<String, Object> entry = Json.object();
            entry.put("name", option.name());
            entry.put("default", option.fallback());
            entry.put("meaning", option.meaning().english());
            options.add(entry);
        }
        json.put("options", options);
        return json;
    }
}
