package org.sallyport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.gate.propose.Count;
import org.sallyport.gate.propose.FeatureProposal;
import org.sallyport.gate.propose.Observations;
import org.sallyport.gate.propose.Proposals;
import org.sallyport.gate.propose.Seen;
import org.sallyport.gate.propose.Siblings;
import org.sallyport.gate.propose.SiteLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code gate propose}: what a site file lacks, by what a gate has seen. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What the site file would need so that what the logs have seen passes: features of vendors first, then"
                    + " single names. LOG is what sallyport gate has recorded, or an access.log of Squid.",
            "Nothing is written: what to add, people decide. Exit status 1 where there is something to propose."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport gate propose seen.jsonl examples/acme-paris.yaml",
            "  sallyport gate propose seen.jsonl examples/acme-paris.yaml --format yaml > to-add.yaml",
            "  sallyport gate propose /var/log/squid/access.log examples/acme-paris.yaml --least 10"
        })
final class GateProposeCommand implements Callable<Integer> {

    private static final int NAMES_SHOWN = 4;

    @ParentCommand
    private GateCommand gate;

    @Parameters(
            arity = "2..*",
            paramLabel = "LOG... SITE",
            hideParamSyntax = true,
            description = "One log or several, and behind them the site file.")
    private List<Path> files = List.of();

    @Option(
            names = "--least",
            paramLabel = "N",
            defaultValue = "1",
            description = "Proposes only what was asked for at least so often; default ${DEFAULT-VALUE}.")
    private long least;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, or yaml for the lines to add to the site file; default ${DEFAULT-VALUE}.")
    private ProposalFormat format;

    /** The forms of proposals. */
    enum ProposalFormat {
        TABLE,
        JSON,
        YAML
    }

    @Override
    public Integer call() {
        Session session = gate.session();
        CatalogFolder catalogs = gate.catalogs();
        Observations observed = new Observations(SitePolicy.policy(Source.read(files.getLast()), catalogs));
        List<Path> logs = files.subList(0, files.size() - 1);
        LongConsumer progress = progress(session, logs);
        for (Path log : logs) {
            read(log, observed, progress);
        }
        session.endProgress();
        Proposals proposals = Proposals.of(observed, catalogs.catalogs(), SharedSuffixes.known(), least);
        switch (format) {
            case TABLE -> print(session, proposals);
            case JSON -> session.printRaw(Json.write(ProposalJson.of(proposals, observed)));
            case YAML -> session.printRaw(SiteLines.of(proposals));
        }
        session.flush();
        remark(session, proposals, observed);
        return proposals.isEmpty() ? Session.YES : Session.NO;
    }

    private static void read(Path log, Observations observed, LongConsumer progress) {
        try (InputStream in = Files.newInputStream(log)) {
            observed.read(log.toString(), in, progress);
        } catch (IOException e) {
            throw new InputException(
                    Where.in(log.toString()),
                    switch (e) {
                        case NoSuchFileException gone -> Text.of("there is no such file", "ce fichier n'existe pas");
                        case AccessDeniedException denied -> Text.of("access is denied", "l'accès est refusé");
                        default ->
                            Text.of(
                                    "it cannot be read (%s)",
                                    "lecture impossible (%s)", e.getClass().getSimpleName());
                    },
                    Text.of("check the path and its permissions", "vérifiez le chemin et ses droits d'accès"));
        }
    }

    private static LongConsumer progress(Session session, List<Path> logs) {
        long total =
                Math.max(1, logs.stream().mapToLong(GateProposeCommand::size).sum());
        return new LongConsumer() {
            private long done;
            private long shown = -1;

            @Override
            public void accept(long octets) {
                done += octets;
                long percent = Math.min(100, done * 100 / total);
                if (percent > shown) {
                    shown = percent;
                    session.progress(Text.of("reading: %s %%", "lecture : %s %%", percent));
                }
            }
        };
    }

    /** Of what is no file, 0: reading it says what is wrong. */
    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void print(Session session, Proposals proposals) {
        for (FeatureProposal feature : proposals.features()) {
            print(session, feature);
            session.print("");
        }
        if (proposals.names().isEmpty()) {
            return;
        }
        session.print(
                proposals.features().isEmpty()
                        ? Text.of("names for also:", "noms pour also :")
                        : Text.of("other names, for also:", "autres noms, pour also :"));
        names(session, proposals.names());
        for (Siblings siblings : proposals.siblings()) {
            session.print(sentence(siblings));
        }
    }

    private static void print(Session session, FeatureProposal feature) {
        Count count = feature.count();
        session.print(feature.sentence()
                .then(Text.of(" (hits: %s, clients: %s)", " (fois : %s, clients : %s)", count.hits(), clients(count))));
        if (!feature.elsewhere().isEmpty()) {
            session.print(Text.of(
                    "they are in each of these as well: %s",
                    "ils sont aussi dans chacune de celles-ci : %s",
                    feature.elsewhere().stream()
                            .map(other -> other.id().value())
                            .collect(Collectors.joining(", "))));
        }
        if (feature.open() > 0) {
            session.print(Text.of(
                    "%s of them only by a wildcard below which anybody can obtain a name",
                    "dont %s seulement par un caractère de remplacement sous lequel chacun peut obtenir un nom",
                    feature.open()));
        }
        names(session, feature.names());
    }

    private static void names(Session session, List<Seen> names) {
        Table table = new Table(
                Text.of("name", "nom"),
                Text.of("ports", "ports"),
                Text.of("hits", "fois"),
                Text.of("clients", "clients"),
                Text.of("first seen", "vu d'abord"),
                Text.of("last seen", "vu en dernier"),
                Text.of("remark", "remarque"));
        for (Seen seen : names) {
            table.row(
                    seen.host(),
                    seen.ports(),
                    seen.count().hits(),
                    clients(seen.count()),
                    seconds(seen.count().first()),
                    seconds(seen.count().last()),
                    session.in(remark(seen)));
        }
        table.print(session);
    }

    private static Text remark(Seen seen) {
        Text shared = seen.provider().map(GateProposeCommand::anybody).orElse(Text.same(""));
        if (seen.astray() == 0) {
            return shared;
        }
        Text astray = Text.of(
                "named in tunnels to other servers: passes with --sni permitted only",
                "nommé dans des tunnels vers d'autres serveurs : ne passe qu'avec --sni permitted");
        return seen.provider().isEmpty() ? astray : shared.then(Text.SEMICOLON).then(astray);
    }

    private static Text anybody(HostName suffix) {
        return Text.of("anybody can obtain a name below %s", "n'importe qui peut obtenir un nom sous %s", suffix);
    }

    private static Text sentence(Siblings siblings) {
        List<HostName> names = siblings.names();
        String shown = names.stream().limit(NAMES_SHOWN).map(HostName::value).collect(Collectors.joining(", "))
                + (names.size() > NAMES_SHOWN ? ", …" : "");
        Text sentence = Text.of(
                "%s (%s) differ only in digits: %s stands for them all, and for more, as a star is any letters",
                "%s (%s) ne diffèrent que par des chiffres : %s les vaut tous, et d'autres, car une étoile vaut toutes lettres",
                shown,
                names.size(),
                siblings.pattern());
        return siblings.provider()
                .map(suffix -> sentence.then(Text.SEMICOLON).then(anybody(suffix)))
                .orElse(sentence);
    }

    private static String clients(Count count) {
        return count.moreClients() ? "≥" + count.clients() : String.valueOf(count.clients());
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is not proposed, and why. */
    private static void remark(Session session, Proposals proposals, Observations observed) {
        if (proposals.isEmpty()) {
            session.tell(Text.of("nothing to propose", "rien à proposer"));
        }
        session.tell(Text.of(
                "connections that need no entry: %s",
                "connexions qui n'ont besoin d'aucune entrée : %s", observed.settled()));
        if (proposals.rareNames() > 0) {
            session.tell(Text.of(
                    "not proposed, fewer hits than --least: names %s, connections %s",
                    "non proposé, moins souvent que --least : noms %s, connexions %s",
                    proposals.rareNames(),
                    proposals.rareHits()));
        }
        observed.beyond()
                .forEach((why, times) ->
                        session.tell(Text.of("not proposed, connections %s: ", "non proposé, connexions %s : ", times)
                                .then(why.text())
                                .then(Text.same(" (" + why.id() + ")"))));
        if (observed.uncounted() > 0) {
            session.tell(Text.of(
                    "not counted, connections to more different names than %s: %s",
                    "non compté, connexions vers plus de %s noms différents : %s",
                    Observations.MOST,
                    observed.uncounted()));
        }
        observed.firstUnreadable()
                .ifPresent(first -> session.tell(Text.of(
                                "lines that cannot be read: %s; the first one is ",
                                "lignes illisibles : %s ; la première est ", observed.unreadable())
                        .then(Text.same(first.where().map(Where::toString).orElse("")))
                        .then(new Text(": ", " : "))
                        .then(first.what())));
        observed.cutOff()
                .forEach(log -> session.tell(Text.of(
                        "%s: its last line is cut off; the gate was writing it, or was killed then",
                        "%s : sa dernière ligne est coupée ; le proxy l'écrivait, ou a été tué à ce moment", log)));
    }
}
