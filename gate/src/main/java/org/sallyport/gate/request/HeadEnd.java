package org.sallyport.gate.request;

/**
 * Finds the end of a head while it comes in, looking at each octet once. A line that ends otherwise than with CR LF is
 * refused at once. Not safe for use by several threads.
 */
public final class HeadEnd {

    private boolean carriageReturn;
    private boolean lineStart;
    private boolean emptyLine;
    private int octets;

    /**
     * Takes the next octet.
     *
     * @return whether the head ends with it
     * @throws RefusedException where a line ends in another way
     */
    public boolean take(byte octet) {
        octets++;
        if (carriageReturn != (octet == '\n')) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        boolean ended = octet == '\n' && emptyLine;
        if (octet == '\n') {
            lineStart = true;
            emptyLine = false;
            carriageReturn = false;
        } else {
            carriageReturn = octet == '\r';
            emptyLine = carriageReturn && lineStart;
            lineStart = false;
        }
        return ended;
    }

    /** How many octets were taken. */
    public int octets() {
        return octets;
    }
}
