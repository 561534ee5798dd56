package org.sallyport.targets.privoxy;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports as Privoxy lists them: numbers and ranges with commas between them, {@code 80,443,8000-}. A range without a
 * beginning begins at 0, one without an end goes to 65535; an item without a number is port 0, which is none.
 */
record PortList(BitSet ports) {

    private static final int LAST = 65_535;
    private static final int MOST = 1_000;
    private static final Pattern ITEM = Pattern.compile("[ \\t]*([0-9]{0,6})(-[ \\t]*([0-9]{0,6}))?[ \\t]*");

    /** Empty where there is more in it than numbers and ranges. */
    static Optional<PortList> of(String text) {
        BitSet ports = new BitSet();
        for (String item : text.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int from = number(matcher.group(1));
            int to = matcher.group(2) == null ? from : number(matcher.group(3));
            int end = matcher.group(2) != null && to == 0 ? LAST : Math.min(to, LAST);
            if (from <= end) {
                ports.set(from, end + 1);
            }
        }
        ports.clear(0);
        return Optional.of(new PortList(ports));
    }

    private static int number(String digits) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    boolean contains(int port) {
        return ports.get(port);
    }

    boolean isAll() {
        return ports.cardinality() == LAST;
    }

    /** Whether it has more ports than are told apart one by one. */
    boolean isLarge() {
        return ports.cardinality() > MOST;
    }
}
