package org.sallyport.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sallyport.core.Text;

/**
 * One run of a command: where it prints, in which language, and how wide. Results go to standard output, messages to
 * standard error. Everything is escaped here for a terminal. Not safe for use by several threads.
 */
final class Session {

    /** Exit statuses; they are a contract. */
    static final int YES = 0;

    static final int NO = 1;
    static final int WRONG_INPUT = 2;
    static final int DEFECT = 70;

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final Map<String, String> environment;
    private Locale locale;
    private int progressLines;

    Session(PrintStream out, PrintStream err, Clock clock, Map<String, String> environment, Locale locale) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.environment = environment;
        this.locale = locale;
    }

    void speak(Locale language) {
        locale = language;
    }

    Locale locale() {
        return locale;
    }

    Map<String, String> environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    /** Columns of the terminal that standard output is; 0 where it is none. {@code ./sallyport} passes it on. */
    int width() {
        String columns = environment.getOrDefault("SALLYPORT_COLUMNS", "0");
        return columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0;
    }

    boolean errIsTerminal() {
        return environment.containsKey("SALLYPORT_PROGRESS");
    }

    private boolean colours() {
        return width() > 0 && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    String in(Text text) {
        return text.in(locale);
    }

    /** A line of the result. */
    void print(String line) {
        out.print(Printable.line(line) + "\n");
    }

    /** A line of the result whose line breaks are its own: JSON, CSV. */
    void printRaw(String text) {
        out.print(text);
    }

    void print(Text text) {
        print(in(text));
    }

    /** A message: progress, remarks, warnings, errors. */
    void tell(String line) {
        err.print(Printable.line(line) + "\n");
    }

    void tell(Text text) {
        tell(in(text));
    }

    /** A message that the next one of its kind replaces; nothing where standard error is no terminal. */
    void progress(Text text) {
        progress(List.of(text));
    }

    /** The same in several lines, cut off where the terminal ends. */
    void progress(List<Text> lines) {
        if (errIsTerminal()) {
            StringBuilder drawn = new StringBuilder();
            eraseProgress(drawn);
            for (int i = 0; i < lines.size(); i++) {
                drawn.append(i == 0 ? "" : "\n").append(cut(Printable.line(in(lines.get(i)))));
            }
            progressLines = lines.size();
            err.print(drawn);
            err.flush();
        }
    }

    private void eraseProgress(StringBuilder drawn) {
        drawn.append("\r\u001b[K");
        for (int i = 1; i < progressLines; i++) {
            drawn.append("\u001b[A\u001b[K");
        }
        progressLines = 0;
    }

    private String cut(String line) {
        // a line that the terminal breaks in two could not be erased as one
        int columns = width() == 0 ? 80 : width();
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }

    /** How far long work is; several threads may say so. */
    synchronized void progress(int done, int all, String what) {
        int width = 20;
        int full = all == 0 ? width : width * done / all;
        progress(Text.same("[" + "#".repeat(full) + ".".repeat(width - full) + "] " + done + "/" + all + " " + what));
    }

    void endProgress() {
        if (errIsTerminal()) {
            StringBuilder drawn = new StringBuilder();
            eraseProgress(drawn);
            err.print(drawn);
            // before the result, which may go to the same terminal
            err.flush();
        }
    }

    String good(String text) {
        return colours() ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    String bad(String text) {
        return colours() ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
