package org.sallyport.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.sallyport.check.OwnAddresses;
import org.sallyport.check.Proxy;
import org.sallyport.check.ProxyEnvironment;
import org.sallyport.check.Resolver;
import org.sallyport.check.Ways;
import org.sallyport.check.login.Login;
import org.sallyport.check.pac.PacFile;
import org.sallyport.check.pac.PacWays;
import org.sallyport.check.pac.Surroundings;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import picocli.CommandLine.Option;

/** By which way a check leaves the machine. */
final class ViaOptions {

    private static final String ENVIRONMENT = "env";
    private static final String PAC = "pac:";
    private static final List<String> VARIABLES =
            List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY");

    /** A script may look up names. */
    private static final Duration PAC_PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--via",
            paramLabel = "PROXY",
            description = "http://proxy:3128, which gets the names; env for the variables of the environment;"
                    + " pac:FILE for a PAC file. Without it, no proxy.")
    private Optional<String> via = Optional.empty();

    @Option(
            names = "--login",
            paramLabel = "FILE",
            description = "File whose first line is user:password or DOMAIN\\user:password, for a proxy that asks."
                    + " Without it, the Kerberos ticket of this user.")
    private Optional<Path> login = Optional.empty();

    @Option(
            names = "--compare",
            description = "Tries everything without the proxy as well, and says what goes only one way.")
    private boolean compare;

    boolean compare() {
        return compare;
    }

    /**
     * The way to each server.
     *
     * @param resolver for names that a PAC file looks up
     */
    Ways ways(Session session, Resolver resolver) throws InterruptedException {
        if (via.isEmpty()) {
            if (compare) {
                throw new InputException(
                        Text.of("--compare needs a proxy to compare with", "--compare a besoin d'un proxy à comparer"),
                        Text.of("name it with --via", "nommez-le avec --via"));
            }
            if (login.isPresent()) {
                throw new InputException(
                        Text.of("--login is for a proxy", "--login est pour un proxy"),
                        Text.of("name the proxy with --via", "nommez le proxy avec --via"));
            }
            if (VARIABLES.stream().anyMatch(session.environment()::containsKey)) {
                session.tell(Text.of(
                        "the environment names a proxy, which is not gone through; --via env does",
                        "l'environnement nomme un proxy, qui n'est pas emprunté ; --via env le fait"));
            }
            return Ways.DIRECT;
        }
        if (via.get().equals(ENVIRONMENT)) {
            ProxyEnvironment environment = ProxyEnvironment.of(session.environment());
            if (environment.isEmpty()) {
                throw new InputException(
                        Text.of(
                                "the environment names no proxy (https_proxy, http_proxy, all_proxy)",
                                "l'environnement ne nomme aucun proxy (https_proxy, http_proxy, all_proxy)"),
                        Text.of(
                                "name it: --via http://proxy.example.com:3128",
                                "nommez-le : --via http://proxy.example.com:3128"));
            }
            return environment;
        }
        if (via.get().startsWith(PAC)) {
            Source source = Source.read(Path.of(via.get().substring(PAC.length())));
            Surroundings surroundings = new Surroundings(
                    resolver,
                    OwnAddresses::towardsTheInternet,
                    session.clock(),
                    () -> ThreadLocalRandom.current().nextDouble());
            return new PacWays(PacFile.parse(source.name(), source.text(), surroundings, PAC_PATIENCE));
        }
        return Ways.through(Proxy.parse(via.get()));
    }

    /** Who asks: the file's, else what stands before the proxy's name. */
    Optional<Login> login() {
        return login.map(ViaOptions::read)
                .or(() -> via.filter(text -> !text.startsWith(PAC)).flatMap(Login::before));
    }

    static Login read(Path file) {
        Source source = Source.read(file);
        String first = source.text().lines().findFirst().orElse("");
        try {
            return Login.parse(first);
        } catch (InputException e) {
            throw e.at(new Where(source.name(), 1, 1));
        }
    }
}
