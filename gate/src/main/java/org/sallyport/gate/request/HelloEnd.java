package org.sallyport.gate.request;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Takes a ClientHello out of the TLS records in which it comes (RFC 8446, section 5.1), however it is cut, looking at
 * each octet once. Not safe for use by several threads.
 */
public final class HelloEnd {

    private static final int HANDSHAKE = 22;
    private static final int MAJOR_VERSION = 3;
    private static final int LONGEST_RECORD = 1 << 14;
    private static final int MESSAGE_HEADER = 4;

    private final ByteArrayOutputStream message = new ByteArrayOutputStream(512);
    private final int most;
    private int headerOctets;
    private int lengthOfRecord;
    private int recordLeft;
    private int messageLength = -1;
    private int lengthSoFar;

    /** @param most octets that the message may have */
    public HelloEnd(int most) {
        this.most = most;
    }

    /**
     * Takes the next octet.
     *
     * @return the message, once all of it was taken
     * @throws RefusedException where this is not TLS, no handshake, or too large
     */
    public Optional<byte[]> take(byte signed) {
        int octet = signed & 0xff;
        if (recordLeft == 0) {
            header(octet);
            return Optional.empty();
        }
        recordLeft--;
        message.write(octet);
        if (message.size() > 1 && message.size() <= MESSAGE_HEADER) {
            lengthSoFar = (lengthSoFar << 8) | octet;
        }
        if (message.size() == 1) {
            // a ClientHello; anything else is no beginning
            must(octet == 1, Refusal.NOT_TLS);
        }
        if (message.size() == MESSAGE_HEADER) {
            messageLength = lengthSoFar + MESSAGE_HEADER;
            must(messageLength <= most, Refusal.HELLO_TOO_LARGE);
        }
        if (message.size() != messageLength) {
            return Optional.empty();
        }
        // what follows in the same record would be a message that nobody has looked at
        must(recordLeft == 0, Refusal.BAD_HELLO);
        return Optional.of(message.toByteArray());
    }

    private void header(int octet) {
        switch (headerOctets++) {
            case 0 -> must(octet == HANDSHAKE, message.size() == 0 ? Refusal.NOT_TLS : Refusal.BAD_HELLO);
            case 1 -> must(octet == MAJOR_VERSION, Refusal.NOT_TLS);
            case 2 -> must(octet <= 4, Refusal.NOT_TLS);
            case 3 -> lengthOfRecord = octet << 8;
            default -> {
                recordLeft = lengthOfRecord | octet;
                // an empty record is forbidden for handshakes, and a way to keep a reader busy
                must(recordLeft > 0 && recordLeft <= LONGEST_RECORD, Refusal.BAD_HELLO);
                headerOctets = 0;
            }
        }
    }

    private static void must(boolean right, Refusal otherwise) {
        if (!right) {
            throw new RefusedException(otherwise);
        }
    }
}
