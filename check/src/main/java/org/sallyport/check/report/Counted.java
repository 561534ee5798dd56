package org.sallyport.check.report;

import org.sallyport.core.Text;

/** Numbers of servers in words; French counts none as one. */
final class Counted {

    private Counted() {}

    /** {@code 12 servers}. */
    static Text servers(long count) {
        return Text.of(count == 1 ? "%s server" : "%s servers", count < 2 ? "%s serveur" : "%s serveurs", count);
    }

    /** {@code 9 of 12 servers are reached}. */
    static Text reached(long reached, long all) {
        return Text.of(
                reached == 1 ? "%s of %s servers is reached" : "%s of %s servers are reached",
                reached < 2 ? "%s serveur sur %s est atteint" : "%s serveurs sur %s sont atteints",
                reached,
                all);
    }
}
