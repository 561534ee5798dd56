package org.sallyport.check.pac;

import java.util.Optional;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/** A proxy auto-config file gives no answer: it does not end, takes too much, fails, or answers what is no way. */
public final class PacException extends SallyportException {

    PacException(Where where, Text what, Text repair) {
        super(Optional.of(where), what, repair);
    }
}
