package org.sallyport.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps to a server, in their order; each stands on the one before. Its name in small letters is stable. */
public enum Rung {
    DNS,
    TCP,
    /** Only on a way through a proxy, whose name and address the two rungs before are about. */
    PROXY,
    TLS,
    HTTP;

    /** The rung of that name, as {@link #toString} says it. */
    public static Optional<Rung> named(String name) {
        return Arrays.stream(values())
                .filter(rung -> rung.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
