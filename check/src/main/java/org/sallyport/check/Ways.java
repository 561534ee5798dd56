package org.sallyport.check;

import java.util.List;

/** Chooses the way to each server. Safe for use by several threads. */
@FunctionalInterface
public interface Ways {

    /** Every server is reached directly. */
    Ways DIRECT = aim -> List.of(new Way.Direct());

    /** Every server is reached through this proxy. */
    static Ways through(Proxy proxy) {
        return aim -> List.of(new Way.Through(proxy));
    }

    /** There is none: what chooses the way has failed. */
    final class None extends Exception {
        private static final long serialVersionUID = 1;

        /** @param seen what it said; hostile */
        public None(String seen) {
            super(seen, null, false, false);
        }
    }

    /**
     * The ways to a server; the next one is for when a proxy cannot be connected to.
     *
     * @return at least one
     */
    List<Way> to(Aim aim) throws None, InterruptedException;
}
