package org.sallyport.check.pac;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/**
 * Runs what belongs to one file, each time in a scope and on a thread of its own, and waits no longer than it may. Safe
 * for use by several threads.
 */
final class Cage {

    /** How long a run that is out of time may take to notice it. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** Java's stack; calls from function to function do not need it, but deep expressions and built-in functions do. */
    private static final long STACK = 16L << 20;

    /** Threads that nothing stops. Java cannot end them, so a file must not make many. */
    private static final int MOST_LOST = 2;

    private static final int LONGEST_QUOTE = 200;

    private static final Text REPAIR =
            Text.of("repair the script, or name the proxy itself", "corrigez le script, ou donnez le proxy lui-même");

    /** What runs on the thread, in the scope. */
    interface Task<T> {
        T run(Context cx, ScriptableObject scope);
    }

    private final String source;
    private final Surroundings surroundings;
    private final Duration patience;
    private final List<Thread> lost = new CopyOnWriteArrayList<>();

    Cage(String source, Surroundings surroundings, Duration patience) {
        this.source = source;
        this.surroundings = surroundings;
        this.patience = patience;
    }

    /** @throws PacException where the task does not end well, for whatever reason */
    <T> T run(Task<T> task) throws InterruptedException {
        lost.removeIf(thread -> !thread.isAlive());
        if (lost.size() >= MOST_LOST) {
            throw outOfTime();
        }
        Budget budget = new Budget(patience);
        Engine engine = new Engine(surroundings, budget);
        ScriptableObject scope = engine.scope();
        FutureTask<T> run = new FutureTask<>(() -> engine.call(cx -> quoting(task, cx, scope)));
        budget.begin();
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("proxy auto-config")
                .stackSize(STACK)
                .start(run);
        try {
            return run.get(patience.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw outOfTime();
        } finally {
            if (!run.isDone()) {
                lost.add(thread);
            }
            budget.end();
            thread.interrupt();
        }
    }

    /** On the thread of the run: what a script has thrown can run the script again when it is turned into text. */
    private <T> T quoting(Task<T> task, Context cx, ScriptableObject scope) {
        try {
            return task.run(cx, scope);
        } catch (RhinoException e) {
            throw thrown(e);
        }
    }

    private PacException thrown(RhinoException e) {
        return new PacException(
                new Where(source, Math.max(0, e.lineNumber()), 0),
                Text.of("the script fails: \"%s\"", "le script échoue : « %s »", quote(e.details())),
                REPAIR);
    }

    private PacException failure(Throwable cause) {
        return switch (cause) {
            case PacException e -> e;
            case Budget.Spent e when e.what() == Budget.Spent.What.TIME -> outOfTime();
            case Budget.Spent e -> outOfMemory();
            case OutOfMemoryError e -> outOfMemory();
            case StackOverflowError e ->
                failure(Text.of("the script nests too deeply", "le script s'imbrique trop profondément"));
            default ->
                failure(Text.of(
                        "the script cannot be run (%s)",
                        "le script ne peut pas être exécuté (%s)",
                        cause.getClass().getSimpleName()));
        };
    }

    private PacException outOfTime() {
        return failure(Text.of(
                "the script does not end within %s ms", "le script ne se termine pas en %s ms", patience.toMillis()));
    }

    private PacException outOfMemory() {
        return failure(Text.of("the script takes too much memory", "le script prend trop de mémoire"));
    }

    /** What the script itself does wrong. */
    PacException failure(Text what) {
        return new PacException(Where.in(source), what, REPAIR);
    }

    /** A text of the script's, cut to what fits into a message. */
    static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
