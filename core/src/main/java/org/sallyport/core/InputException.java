package org.sallyport.core;

import java.util.Optional;

/** The input is wrong: a file, an argument, a name. The command line answers it with exit status 2. */
public final class InputException extends SallyportException {

    public InputException(Where where, Text what, Text repair) {
        super(Optional.of(where), what, repair);
    }

    public InputException(Text what, Text repair) {
        super(Optional.empty(), what, repair);
    }

    /** The same error at a place; an error that already has one keeps it. */
    public InputException at(Where place) {
        return where().isPresent() ? this : new InputException(place, what(), repair());
    }
}
