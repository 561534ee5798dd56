package org.sallyport.check.pac;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;

/**
 * A proxy auto-config file, evaluated as browsers do (Netscape, "Navigator Proxy Auto-Config File Format", 1996). Each
 * answer is found in a scope of its own: what a script remembers, it remembers for one call. Safe for use by several
 * threads.
 *
 * <p>The script is taken for hostile. It sees nothing of Java, no file and no network but the names that it looks up.
 * These bounds hold for the loading of the file and for each call:
 *
 * <ul>
 *   <li>Loops, recursion and regular expressions end when the time is over, look-ups of names included. So does the
 *       wait for what ends in no other way: the caller waits half a second longer than that, and never more.
 *   <li>About 128 MiB are allocated in all, garbage included, and calls go 10,000 deep.
 *   <li>Built-in functions walk through 2<sup>20</sup> elements, and those that multiply texts make 2<sup>24</sup>
 *       characters.
 * </ul>
 *
 * <p>What does not hold: memory is counted between instructions, so a single one that joins long texts, or a number of
 * millions of digits, can take a large part of the heap for a moment, and a built-in function can go on computing on its
 * thread after it was given up. At most two such threads are left behind by a file; then it is not run again until one
 * has ended. They do not keep Java from ending.
 *
 * <p>The language is the one that Rhino knows, nearly all of ECMAScript 2015: a file with classes, {@code async}, or
 * {@code const} in the head of a loop is refused, though browsers take it. {@code FindProxyForURLEx}, which only Windows
 * itself calls, is not called.
 */
public final class PacFile {

    /** As UTF-8. Chrome takes no more either. */
    public static final int MOST_BYTES = 1 << 20;

    /** A script is fast; but it may look up a name. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String FUNCTION = "FindProxyForURL";
    private static final int LONGEST_ANSWER = 8192;

    private final Cage cage;
    private final Script script;

    private PacFile(Cage cage, Script script) {
        this.cage = cage;
        this.script = script;
    }

    /**
     * Compiles a file and runs it once, without a question.
     *
     * @param source where the text is from, for errors
     * @param patience for the loading, and for each call
     * @throws InputException where the script does not compile, fails, does not end or has no function
     *     {@code FindProxyForURL}
     */
    public static PacFile parse(String source, String text, Surroundings surroundings, Duration patience)
            throws InterruptedException {
        if (text.length() > MOST_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new InputException(
                    Where.in(source),
                    Text.of("the script has more than 1 MiB", "le script fait plus de 1 Mio"),
                    Text.of("give a shorter file", "donnez un fichier plus court"));
        }
        String script = text.startsWith("\ufeff") ? text.substring(1) : text;
        Cage cage = new Cage(source, surroundings, patience);
        try {
            PacFile file = new PacFile(cage, cage.run((cx, scope) -> cx.compileString(script, source, 1, null)));
            boolean complete = cage.run((cx, scope) -> {
                file.script.exec(cx, scope, scope);
                return file.function(scope).isPresent();
            });
            if (!complete) {
                throw new InputException(
                        Where.in(source),
                        Text.of("there is no function " + FUNCTION, "il n'y a pas de fonction " + FUNCTION),
                        Text.of("give a proxy auto-config file", "donnez un fichier de configuration de proxy (PAC)"));
            }
            return file;
        } catch (PacException e) {
            throw new InputException(e.where().orElseThrow(), e.what(), e.repair());
        }
    }

    /**
     * Asks which way to go. As in browsers, the script sees of an address of {@code http} all but user and fragment,
     * and of {@code https} neither path nor query.
     *
     * @param address absolute; of its host, {@code host} is used
     * @return in the order in which they are to be tried, never empty
     * @throws PacException where the script gives no answer, or one in which nothing is a way
     */
    public List<Directive> find(URI address, HostName host) throws InterruptedException {
        String url = shown(address, host);
        String answer = cage.run((cx, scope) -> {
            script.exec(cx, scope, scope);
            Object said = function(scope)
                    .orElseThrow(() -> cage.failure(Text.of(
                            "there is no function " + FUNCTION + " any more", "il n'y a plus de fonction " + FUNCTION)))
                    .call(cx, scope, scope, new Object[] {url, host.value()});
            if (!(said instanceof CharSequence text)) {
                throw cage.failure(Text.of(FUNCTION + " returns no text", FUNCTION + " ne renvoie pas de texte"));
            }
            if (text.length() > LONGEST_ANSWER) {
                throw cage.failure(Text.of(
                        FUNCTION + " returns %s characters", FUNCTION + " renvoie %s caractères", text.length()));
            }
            return text.toString();
        });
        List<Directive> ways = Directive.all(answer);
        if (ways.isEmpty()) {
            throw cage.failure(Text.of(
                    FUNCTION + " returns \"%s\", which names no way to go",
                    FUNCTION + " renvoie « %s », qui n'indique aucun chemin",
                    Cage.quote(answer)));
        }
        return ways;
    }

    private Optional<Function> function(ScriptableObject scope) {
        return ScriptableObject.getProperty(scope, FUNCTION) instanceof Function function
                ? Optional.of(function)
                : Optional.empty();
    }

    private static String shown(URI address, HostName host) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (scheme.isEmpty() || address.isOpaque()) {
            throw new IllegalArgumentException(address + " is not absolute");
        }
        boolean secret = scheme.equals("https") || scheme.equals("wss");
        boolean usual = address.getPort() < 0 || address.getPort() == (secret ? 443 : 80);
        String path = Optional.ofNullable(address.getRawPath())
                .filter(given -> !given.isEmpty())
                .orElse("/");
        String query = Optional.ofNullable(address.getRawQuery())
                .map(given -> "?" + given)
                .orElse("");
        return scheme + "://" + host + (usual ? "" : ":" + address.getPort()) + (secret ? "/" : path + query);
    }
}
