package org.sallyport.gate.request;

import java.util.Optional;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Text;

/** A client is not let through. */
public final class RefusedException extends SallyportException {

    private final Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(Optional.empty(), refusal.text(), Text.of("see the record of the gate", "voyez le journal du proxy"));
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    // clients make them by the million, and nobody reads where in the gate that was
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
