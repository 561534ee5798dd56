package org.sallyport.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its commands, its languages, and the one place where errors become exit statuses. */
@Command(
        name = "sallyport",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "From a vendor's list of names to allow, to a device that lets exactly those through.",
        subcommands = {
            PlanCommand.class,
            ExplainCommand.class,
            RenderCommand.class,
            ProveCommand.class,
            ReadCommand.class,
            CheckCommand.class,
            ScriptCommand.class,
            GateCommand.class,
            DiscoverCommand.class,
            CatalogCommand.class,
            TargetsCommand.class
        },
        footer = {
            "",
            "SITE is a YAML file, or a folder of them, one a customer.",
            "Exit status: 0 yes or done; 1 no; 2 the input is wrong; 70 a defect of Sallyport.",
            "",
            "Examples:",
            "  sallyport plan examples/acme-paris.yaml",
            "  sallyport explain examples/acme-paris.yaml d1.sophosupd.com",
            "  sallyport render examples/acme-paris.yaml --out build/acme-paris"
        })
public final class Sallyport implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lang",
            paramLabel = "en|fr",
            scope = ScopeType.INHERIT,
            description = "Language of messages; without it, that of the locale.")
    void speak(String language) {
        if (!language.equals("en") && !language.equals("fr")) {
            throw new ParameterException(spec.commandLine(), "--lang is en or fr, not \"" + language + "\"");
        }
        session.speak(Locale.of(language));
    }

    @Option(
            names = "--catalogs",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder with more catalogs (*.yaml); they go before the shipped ones.")
    private Optional<Path> catalogFolder = Optional.empty();

    private final Session session;
    private Optional<CatalogFolder> catalogs = Optional.empty();

    private Sallyport(Session session) {
        this.session = session;
    }

    public static void main(String[] arguments) {
        Session session = new Session(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Clock.system(ZoneId.systemDefault()),
                System.getenv(),
                Locale.getDefault());
        int status = run(session, arguments);
        session.flush();
        // halt, not exit: there is nothing to wait for, and a pipe that was closed must not change the status
        Runtime.getRuntime().halt(status);
    }

    /** Runs one command and answers its exit status. */
    static int run(Session session, String... arguments) {
        languageOf(arguments).ifPresent(session::speak);
        CommandLine line = new CommandLine(new Sallyport(session))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(session.width() >= 60 ? Math.min(session.width(), 100) : 90)
                .setOut(new PrintWriter(new SessionWriter(session::printRaw), true))
                .setErr(new PrintWriter(new SessionWriter(session::tell), true))
                .setParameterExceptionHandler((error, given) -> usageError(session, error))
                .setExecutionExceptionHandler((error, command, parsed) -> failure(session, error));
        if (session.locale().getLanguage().equals("fr")) {
            ResourceBundle french = ResourceBundle.getBundle("org.sallyport.cli.Help", Locale.FRENCH);
            line.setResourceBundle(french);
        }
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), session.in(Text.of("a command is missing", "il manque une commande")));
    }

    Session session() {
        return session;
    }

    Optional<Path> catalogFolder() {
        return catalogFolder;
    }

    /** Read once in a run, when a command first asks for them. */
    CatalogFolder catalogs() {
        CatalogFolder read = catalogs.orElseGet(() -> CatalogFolder.with(catalogFolder));
        catalogs = Optional.of(read);
        return read;
    }

    private static int usageError(Session session, ParameterException error) {
        session.tell("sallyport: " + error.getMessage());
        for (String suggestion : error instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.<String>of()) {
            session.tell(Text.of("did you mean \"%s\"?", "vouliez-vous dire « %s » ?", suggestion));
        }
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        session.tell(Text.of(
                "%s --help shows what is possible, with examples",
                "%s --help montre ce qui est possible, avec des exemples", command));
        return Session.WRONG_INPUT;
    }

    private static int failure(Session session, Exception error) {
        session.endProgress();
        if (error instanceof SallyportException expected) {
            session.tell(expected.sentence(session.locale()));
            return Session.WRONG_INPUT;
        }
        session.tell(Text.of(
                "a defect of Sallyport: %s. Please report it with the lines below.",
                "un défaut de Sallyport : %s. Merci de le signaler avec les lignes ci-dessous.", error));
        for (StackTraceElement element : error.getStackTrace()) {
            session.tell("    at " + element);
        }
        return Session.DEFECT;
    }

    // help is written while the command line is parsed, so the language has to be known before
    private static Optional<Locale> languageOf(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String value = arguments[i].startsWith("--lang=")
                    ? arguments[i].substring("--lang=".length())
                    : arguments[i].equals("--lang") && i + 1 < arguments.length ? arguments[i + 1] : "";
            if (value.equals("en") || value.equals("fr")) {
                return Optional.of(Locale.of(value));
            }
        }
        return Optional.empty();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), false, StandardCharsets.UTF_8);
    }
}
