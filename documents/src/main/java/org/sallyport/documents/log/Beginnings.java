package org.sallyport.documents.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds a rule's beginnings in bytes, without decoding them. The method is Wu and Manber's ("A fast algorithm for
 * multi-pattern searching", 1994) with blocks of two bytes: the two bytes at the end of a window say how far it may
 * move, so that most bytes of a log are never looked at. Immutable.
 */
final class Beginnings {

    private final Encoding encoding;
    /** The longest first, so that the most exact one is found where one begins with another. */
    private final List<Beginning> beginnings;
    /** Of the window: the length of the shortest beginning. */
    private final int window;
    /** By the last two bytes of the window: how far it may move on; 0 where a beginning may stand there. */
    private final short[] shifts = new short[1 << 16];

    Beginnings(LogRule rule, Encoding encoding) {
        this.encoding = encoding;
        this.beginnings = rule.beginnings().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(text -> Beginning.of(text, encoding))
                .toList();
        this.window = beginnings.getLast().length();
        Arrays.fill(shifts, (short) (window - 1));
        for (Beginning beginning : beginnings) {
            for (int i = 1; i < window; i++) {
                for (byte before : beginning.casesAt(i - 1)) {
                    for (byte last : beginning.casesAt(i)) {
                        int pair = pair(before, last);
                        shifts[pair] = (short) Math.min(shifts[pair], window - 1 - i);
                    }
                }
            }
        }
    }

    /** The length of the longest beginning, in bytes. */
    int longest() {
        return beginnings.getFirst().length();
    }

    /** Where the first beginning begins in {@code [from, limit)}, or -1; it may reach from there to {@code end}. */
    int next(byte[] buffer, int from, int limit, int end) {
        int lastInWindow = from + window - 1;
        int stop = Math.min(end, limit + window - 1);
        while (lastInWindow < stop) {
            int shift = shifts[pair(buffer[lastInWindow - 1], buffer[lastInWindow])];
            if (shift == 0) {
                int at = lastInWindow - window + 1;
                if (isAt(buffer, at, end)) {
                    return at;
                }
                shift = 1;
            }
            lastInWindow += shift;
        }
        return -1;
    }

    /** The beginning at a place that {@link #next} found. */
    Beginning at(byte[] buffer, int at, int end) {
        for (Beginning beginning : beginnings) {
            if (beginning.isAt(buffer, at, end)) {
                return beginning;
            }
        }
        throw new IllegalArgumentException("no beginning stands there");
    }

    private boolean isAt(byte[] buffer, int at, int end) {
        if (at % encoding.width() != 0) {
            return false;
        }
        for (int i = 0; i < beginnings.size(); i++) {
            if (beginnings.get(i).isAt(buffer, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static int pair(byte before, byte last) {
        return (before & 0xff) << 8 | (last & 0xff);
    }

    /** One text to look for, as bytes in lower and in upper case. */
    static final class Beginning {
        private final String text;
        private final byte[] lower;
        private final byte[] upper;

        private Beginning(String text, byte[] lower, byte[] upper) {
            this.text = text;
            this.lower = lower;
            this.upper = upper;
        }

        static Beginning of(String text, Encoding encoding) {
            byte[] lower = encoding.encode(text);
            byte[] upper = lower.clone();
            for (int i = 0; i < lower.length; i++) {
                byte b = lower[i];
                lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
                upper[i] = b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
            }
            return new Beginning(text, lower, upper);
        }

        /** As the rule writes it. */
        String text() {
            return text;
        }

        int length() {
            return lower.length;
        }

        byte[] casesAt(int i) {
            return new byte[] {lower[i], upper[i]};
        }

        boolean isAt(byte[] buffer, int at, int end) {
            if (at + lower.length > end) {
                return false;
            }
            for (int i = 0; i < lower.length; i++) {
                byte b = buffer[at + i];
                if (b != lower[i] && b != upper[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
