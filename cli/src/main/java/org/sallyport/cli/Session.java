package org.sallyport.cli;

import java.io.PrintStream;
import java.time.Clock;
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
        if (errIsTerminal()) {
            err.print("\r\u001b[K" + Printable.line(in(text)));
            err.flush();
        }
    }

    /** How far long work is; several threads may say so. */
    synchronized void progress(int done, int all, String what) {
        int width = 20;
        int full = all == 0 ? width : width * done / all;
        progress(Text.same("[" + "#".repeat(full) + ".".repeat(width - full) + "] " + done + "/" + all + " " + what));
    }

    void endProgress() {
        if (errIsTerminal()) {
            err.print("\r\u001b[K");
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
