package org.sallyport.targets.pac;

/** What is known of a value in a script, whatever the name that the browser asks for. */
sealed interface Value {

    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    /** A regular expression. */
    record Pattern(String source, String flags) implements Value {}

    /** True for some names and false for the others. */
    record Truth(Condition condition) implements Value {}

    /** Where something stands in the name: -1 if nowhere. */
    record Position(Condition found, Condition atStart) implements Value {}

    /** One of the values of which nothing more is known. */
    enum Known implements Value {
        /** {@code undefined} or {@code null}. */
        NOTHING,
        /** The host name. */
        HOST,
        /** The host name in lower case and without a dot at its end: the same, for names in canonical form. */
        HOST_NORMALIZED,
        /** The address that the browser asks for, a string that is not empty. */
        URL,
        /** Some value. */
        UNKNOWN,
        /** Not even that: to evaluate it may fail, or may do anything. */
        ANYTHING
    }

    /** Whether it is the host name. */
    default boolean isHost() {
        return this == Known.HOST || this == Known.HOST_NORMALIZED;
    }

    /** Whether to evaluate it may fail or do anything. */
    default boolean isAnything() {
        return this == Known.ANYTHING;
    }

    /** What {@code if} makes of it. */
    default Condition truth() {
        return switch (this) {
            case Text(String text) -> text.isEmpty() ? Condition.NEVER : Condition.ALWAYS;
            case Whole(long number) -> number == 0 ? Condition.NEVER : Condition.ALWAYS;
            case Pattern pattern -> Condition.ALWAYS;
            case Truth(Condition condition) -> condition;
            // -1, for "nowhere", counts as true
            case Position position -> position.atStart().not();
            case Known known ->
                switch (known) {
                    case NOTHING -> Condition.NEVER;
                    case HOST, HOST_NORMALIZED, URL -> Condition.ALWAYS;
                    case UNKNOWN, ANYTHING -> Condition.PERHAPS;
                };
        };
    }
}
