package org.sallyport.documents.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts line breaks (LF, CR LF, CR) in a text that comes in pieces, eight bytes at a time: a log of a gigabyte is
 * counted through for the few lines that matter. Confined to one thread.
 */
final class LineBreaks {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Encoding encoding;
    private final int laneBits;
    private final long lowBits;
    private final long linefeeds;
    private final long returns;
    private boolean afterReturn;
    private long seen;

    LineBreaks(Encoding encoding) {
        this.encoding = encoding;
        this.laneBits = 8 * encoding.width();
        this.lowBits = encoding.width() == 1 ? 0x7f7f_7f7f_7f7f_7f7fL : 0x7fff_7fff_7fff_7fffL;
        this.linefeeds = everyLane('\n');
        this.returns = everyLane('\r');
    }

    private long everyLane(char c) {
        return switch (encoding) {
            case ONE_BYTE -> c * 0x0101_0101_0101_0101L;
            case UTF_16_LITTLE -> c * 0x0001_0001_0001_0001L;
            case UTF_16_BIG -> c * 0x0100_0100_0100_0100L;
        };
    }

    /** The line, from 1, of the byte after those counted so far; beyond 2 billion it stays there. */
    int line() {
        return (int) Math.min(seen + 1, Integer.MAX_VALUE);
    }

    /** Counts on through these bytes, which follow those counted before. */
    void pass(byte[] buffer, int from, int to) {
        int at = from;
        long carry = afterReturn ? 1L << (laneBits - 1) : 0;
        for (; at + 8 <= to; at += 8) {
            long word = (long) WORD.get(buffer, at);
            long lf = lanesOf(word ^ linefeeds);
            long cr = lanesOf(word ^ returns);
            if ((lf | cr) != 0) {
                seen += Long.bitCount(lf) + Long.bitCount(cr) - Long.bitCount((cr << laneBits | carry) & lf);
            }
            carry = cr >>> (64 - laneBits);
        }
        afterReturn = carry != 0;
        for (; at + encoding.width() <= to; at += encoding.width()) {
            int unit = encoding.unit(buffer, at);
            if (unit == '\r' || (unit == '\n' && !afterReturn)) {
                seen++;
            }
            afterReturn = unit == '\r';
        }
    }

    /** The highest bit of every lane that is zero, and no other bit. */
    private long lanesOf(long word) {
        return ~(((word & lowBits) + lowBits) | word | lowBits);
    }
}
