package org.sallyport.gate.request;

/**
 * Finds the end of a request's body while it comes in (RFC 9112, sections 6 and 7.1), so that nothing behind it is taken
 * for a part of it. Chunk sizes have at most eight digits; extensions and trailers are refused: hardly any client sends
 * them, and readers differ over them. Not safe for use by several threads.
 */
public final class BodyEnd {

    private enum Expected {
        SIZE,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LAST_CR,
        LAST_LF,
        NOTHING
    }

    private Expected expected;
    private final boolean chunked;
    private long left;
    private int digits;

    public BodyEnd(Head.Body body) {
        switch (body) {
            case Head.Body.Sized(long octets) -> {
                chunked = false;
                left = octets;
                expected = octets == 0 ? Expected.NOTHING : Expected.DATA;
            }
            case Head.Body.Chunked() -> {
                chunked = true;
                expected = Expected.SIZE;
            }
        }
    }

    /** Whether all of the body was taken. */
    public boolean isReached() {
        return expected == Expected.NOTHING;
    }

    /**
     * Takes what comes next.
     *
     * @return how many of the octets belong to the body
     * @throws RefusedException where a chunk is not written as it must be
     */
    public int take(byte[] octets) {
        int taken = 0;
        while (taken < octets.length && !isReached()) {
            if (expected == Expected.DATA) {
                int part = (int) Math.min(left, octets.length - taken);
                left -= part;
                taken += part;
                if (left == 0) {
                    expected = chunked ? Expected.DATA_CR : Expected.NOTHING;
                }
            } else {
                take(octets[taken++]);
            }
        }
        return taken;
    }

    private void take(byte octet) {
        switch (expected) {
            case SIZE -> size(octet);
            case SIZE_LF -> {
                must(octet == '\n');
                expected = left == 0 ? Expected.LAST_CR : Expected.DATA;
                digits = 0;
            }
            case DATA_CR -> next(octet, '\r', Expected.DATA_LF);
            case DATA_LF -> next(octet, '\n', Expected.SIZE);
            case LAST_CR -> next(octet, '\r', Expected.LAST_LF);
            case LAST_LF -> next(octet, '\n', Expected.NOTHING);
            case DATA, NOTHING -> throw new IllegalStateException(expected.name());
        }
    }

    private void size(byte octet) {
        int digit = octet > 0 ? Character.digit((char) octet, 16) : -1;
        if (digit < 0) {
            must(octet == '\r' && digits > 0);
            expected = Expected.SIZE_LF;
            return;
        }
        must(++digits <= 8);
        left = digits == 1 ? digit : 16 * left + digit;
    }

    private void next(byte octet, char wanted, Expected then) {
        must(octet == wanted);
        expected = then;
    }

    private static void must(boolean right) {
        if (!right) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
    }
}
