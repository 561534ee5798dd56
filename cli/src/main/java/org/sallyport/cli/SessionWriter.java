package org.sallyport.cli;

import java.io.Writer;
import java.util.function.Consumer;

/** What picocli writes (help, version), handed to the session line by line. */
final class SessionWriter extends Writer {

    private final Consumer<String> sink;

    SessionWriter(Consumer<String> sink) {
        this.sink = sink;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        sink.accept(new String(buffer, offset, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
