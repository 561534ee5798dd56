package org.sallyport.check;

/** A rung that was not climbed; what was met on it. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final String seen;

    Stopped(Fault fault, String seen) {
        super(seen, null, false, false);
        this.fault = fault;
        this.seen = seen;
    }

    Fault fault() {
        return fault;
    }

    String seen() {
        return seen;
    }

    static String message(Exception error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
