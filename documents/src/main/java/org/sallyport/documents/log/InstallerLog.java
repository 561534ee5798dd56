package org.sallyport.documents.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.documents.log.Beginnings.Beginning;

/**
 * Reads one log in constant memory, however long the log and its lines are: UTF-8, UTF-16 with and without byte order
 * mark, Windows code pages; lines that end in LF, CR LF or CR. Calls from several threads do not disturb each other.
 */
public final class InstallerLog {

    private static final int BUFFER = 1 << 18;

    private final Where file;
    private final InputStream in;
    private final Progress progress;
    private final byte[] buffer;
    private int end;
    private boolean ended;

    private InstallerLog(String fileName, InputStream in, Progress progress, int capacity) {
        this.file = Where.in(FileName.shown(fileName));
        this.in = in;
        this.progress = progress;
        this.buffer = new byte[capacity];
    }

    /**
     * Reads a log to its end. The stream is not closed.
     *
     * @param fileName what the sightings call the log
     * @throws InputException where the log cannot be read, or is a packed or other file that is no text
     */
    public static Discovery read(String fileName, InputStream in, LogRule rule, Progress progress) {
        return read(fileName, in, rule, progress, BUFFER);
    }

    /** @param capacity bytes held at a time: even, and as many as the encoding is recognised by */
    static Discovery read(String fileName, InputStream in, LogRule rule, Progress progress, int capacity) {
        return new InstallerLog(fileName, in, progress, capacity).read(rule);
    }

    private Discovery read(LogRule rule) {
        fill(0);
        FileKind.refusal(file, buffer, end).ifPresent(refusal -> {
            throw refusal;
        });
        Encoding encoding = Encoding.of(buffer, end);
        Beginnings beginnings = new Beginnings(rule, encoding);
        LineBreaks breaks = new LineBreaks(encoding);
        Discovery.Draft draft = new Discovery.Draft();
        // what begins before the limit is in the buffer with all that is needed to understand it
        int reserve = beginnings.longest() + Mention.LONGEST * encoding.width();
        int from = 0;
        while (true) {
            int limit = ended ? end : end - reserve;
            int counted = 0;
            for (int at = beginnings.next(buffer, from, limit, end);
                    at >= 0;
                    at = beginnings.next(buffer, from, limit, end)) {
                breaks.pass(buffer, counted, at);
                counted = at;
                Beginning beginning = beginnings.at(buffer, at, end);
                from = at + beginning.length();
                if (!goesOn(beginning, from, encoding)) {
                    add(Mention.after(buffer, from, end, encoding), beginning.text(), breaks.line(), draft);
                }
            }
            if (ended) {
                return draft.finished();
            }
            breaks.pass(buffer, counted, limit);
            from = Math.max(from, limit) - limit;
            fill(limit);
        }
    }

    private void add(Mention mention, String beginning, int line, Discovery.Draft draft) {
        Where where = new Where(file.file(), line, 0);
        switch (mention) {
            case Mention.Named(var server) -> draft.add(new Sighting(server, where, beginning));
            case Mention.Unnamed(var reason) -> draft.add(new Skipped(where, beginning, reason));
        }
    }

    /** "Opening connection tomorrow" has a longer last word than "Opening connection to". */
    private boolean goesOn(Beginning beginning, int from, Encoding encoding) {
        return isWordCharacter(beginning.text().charAt(beginning.text().length() - 1))
                && from + encoding.width() <= end
                && isWordCharacter(encoding.unit(buffer, from));
    }

    private static boolean isWordCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /** Drops what stands before {@code done} and reads on until the buffer is full or the log at its end. */
    private void fill(int done) {
        System.arraycopy(buffer, done, buffer, 0, end - done);
        end -= done;
        try {
            int read = in.readNBytes(buffer, end, buffer.length - end);
            ended = end + read < buffer.length;
            end += read;
            progress.read(read);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static InputException unreadable(Where file, Exception cause) {
        Text reason = switch (cause) {
            case NoSuchFileException e -> Text.of("it is gone", "il n'existe plus");
            case AccessDeniedException e -> Text.of("access is denied", "l'accès est refusé");
            default -> Text.same(FileName.shown(String.valueOf(cause.getMessage())));
        };
        InputException unreadable = new InputException(
                file,
                new Text("it cannot be read: " + reason.english(), "lecture impossible : " + reason.french()),
                Text.of(
                        "look whether it exists and whether you may read it",
                        "vérifiez qu'il existe et que vous avez le droit de le lire"));
        unreadable.initCause(cause);
        return unreadable;
    }
}
