package org.sallyport.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** A command as it ran: its exit status and what it printed. */
record Ran(int status, String out, String err) {

    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    static Ran sallyport(String... arguments) {
        return sallyport(Map.of(), Locale.ENGLISH, arguments);
    }

    static Ran sallyport(Map<String, String> environment, Locale locale, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                NOON,
                environment,
                locale);
        int status = Sallyport.run(session, arguments);
        session.flush();
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonElement json() {
        return JsonParser.parseString(out);
    }
}
