package org.sallyport.gate.propose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/** The lines of a log, one after the other, in constant memory however long they are. For one thread. */
final class LogLines {

    /** In octets; a line of a gate has a few hundred, at most a few thousand. */
    static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private final LongConsumer progress;
    private final byte[] buffer = new byte[2 * LONGEST];
    private int from;
    private int end;
    private int number;

    /** @param progress hears how many more octets have been read */
    LogLines(InputStream in, LongConsumer progress) {
        this.in = in;
        this.progress = progress;
    }

    /** One line, without its line break; of one that is too long, the beginning. */
    static final class Line {

        private final int number;
        private final byte[] octets;
        private final boolean ended;

        private Line(int number, byte[] octets, boolean ended) {
            this.number = number;
            this.octets = octets;
            this.ended = ended;
        }

        /** From 1; beyond 2 billion it stays there. */
        int number() {
            return number;
        }

        /** Whether the log ends in the middle of it. */
        boolean isCutOff() {
            return !ended && octets.length <= LONGEST;
        }

        /** @throws InputException where it is too long, or no text */
        String text() {
            if (octets.length > LONGEST) {
                throw unreadable("it has more than 64 KiB", "elle a plus de 64 Kio");
            }
            for (byte octet : octets) {
                if (octet == 0) {
                    throw unreadable("it has NUL octets", "elle a des octets NUL");
                }
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets))
                        .toString();
                return number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                throw unreadable("it is no UTF-8 text", "elle n'est pas un texte en UTF-8");
            }
        }
    }

    /** A line that says nothing that can be understood. */
    static InputException unreadable(String english, String french) {
        return new InputException(
                Text.of(english, french),
                Text.of("give the log as the gate wrote it", "donnez le journal tel que le proxy l'a écrit"));
    }

    /** The next line; empty behind the last one. */
    Optional<Line> next() throws IOException {
        int at = from;
        while (true) {
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (at < end) {
                return Optional.of(line(at, at + 1, true));
            }
            if (at - from > LONGEST) {
                return Optional.of(tooLong());
            }
            at -= from;
            if (!fill()) {
                return from == end ? Optional.empty() : Optional.of(line(end, end, false));
            }
        }
    }

    private Line line(int to, int next, boolean ended) {
        int last = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        Line line = numbered(Arrays.copyOfRange(buffer, from, last), ended);
        from = next;
        return line;
    }

    private Line tooLong() throws IOException {
        byte[] beginning = Arrays.copyOfRange(buffer, from, from + LONGEST + 1);
        boolean ended = false;
        from = end;
        while (!ended && fill()) {
            while (from < end && !ended) {
                ended = buffer[from++] == '\n';
            }
        }
        return numbered(beginning, ended);
    }

    private Line numbered(byte[] octets, boolean ended) {
        number = Math.max(number, number + 1);
        return new Line(number, octets, ended);
    }

    /** Moves what is held to the front, and reads on; false at the end of the log. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, end - from);
        end -= from;
        from = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read <= 0) {
            return false;
        }
        end += read;
        progress.accept(read);
        return true;
    }
}
