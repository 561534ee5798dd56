package org.sallyport.gate.policy;

import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Text;

/**
 * The policy that is in force. A new version takes the place of the one before whole; where it is wrong, the one before
 * stays, and the fault is kept until a version is right again. Safe for use by several threads.
 */
public final class Policies {

    private final PolicySource source;
    private volatile Policy current;
    private volatile Optional<SallyportException> fault = Optional.empty();
    private Object stamp;
    private Object seen;
    private boolean outOfReach;

    /** What became of a reload. */
    public sealed interface Reload {

        /** What it comes to, in words; why a version is refused, the error says. */
        Text text();

        /** This version is in force, and was before. */
        record Unchanged(String version) implements Reload {
            @Override
            public Text text() {
                return Text.of(
                        "policy %s stays: nothing has changed", "la politique %s reste : rien n'a changé", version);
            }
        }

        /** This version is in force now. */
        record Taken(String version) implements Reload {
            @Override
            public Text text() {
                return Text.of("policy %s is in force", "la politique %s est en vigueur", version);
            }
        }

        /** The version before stays. */
        record Refused(SallyportException why, String version) implements Reload {
            @Override
            public Text text() {
                return Text.of(
                        "ALARM: that policy is wrong; %s stays in force",
                        "ALARME : cette politique est fausse ; %s reste en vigueur", version);
            }
        }
    }

    /** @throws SallyportException where the first version is wrong: there is none that could stay */
    public Policies(PolicySource source) {
        this.source = source;
        stamp = source.stamp();
        seen = stamp;
        current = source.load();
    }

    /** One version, for all that is decided about one request. */
    public Policy current() {
        return current;
    }

    /** What is wrong with the version that was read last; empty where it is in force. */
    public Optional<SallyportException> fault() {
        return fault;
    }

    /** Reads the policy again where it has changed, and was the same at the last two looks. */
    public synchronized Optional<Reload> reloadIfChanged() {
        Object now;
        try {
            now = source.stamp();
        } catch (SallyportException e) {
            if (outOfReach) {
                // told once
                return Optional.empty();
            }
            outOfReach = true;
            return Optional.of(refused(e));
        }
        boolean back = outOfReach;
        outOfReach = false;
        boolean settled = now.equals(seen);
        seen = now;
        if (!now.equals(stamp)) {
            // a file that is still being written may read as one that allows more
            return settled ? Optional.of(reload(now)) : Optional.empty();
        }
        if (back) {
            fault = Optional.empty();
            return Optional.of(new Reload.Unchanged(current.version()));
        }
        return Optional.empty();
    }

    /** Reads the policy again. */
    public synchronized Reload reload() {
        try {
            return reload(source.stamp());
        } catch (SallyportException e) {
            return refused(e);
        }
    }

    private Reload refused(SallyportException why) {
        fault = Optional.of(why);
        return new Reload.Refused(why, current.version());
    }

    private Reload reload(Object now) {
        stamp = now;
        Policy next;
        try {
            next = source.load();
        } catch (SallyportException e) {
            return refused(e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // whatever is wrong with the new version, the one before is not
            return refused(new InputException(
                    Text.of("the policy cannot be read (%s)", "la politique ne peut pas être lue (%s)", e),
                    Text.of(
                            "give the gate more memory, or report it as a defect",
                            "donnez plus de mémoire au proxy, ou signalez-le comme un défaut")));
        }
        fault = Optional.empty();
        if (next.version().equals(current.version())) {
            return new Reload.Unchanged(next.version());
        }
        current = next;
        return new Reload.Taken(next.version());
    }
}
