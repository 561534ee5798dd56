package org.sallyport.gate.propose;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.request.Refusal;

/** Reads the lines that {@link org.sallyport.gate.record.JsonLines} writes. */
final class JsonSightings {

    /** In characters; an address has fewer. */
    private static final int LONGEST_CLIENT = 255;

    private static final Set<String> FIELDS = Set.of("time", "client", "host", "port", "verdict", "reason", "sni");
    private static final Map<String, Refusal> REASONS =
            Arrays.stream(Refusal.values()).collect(Collectors.toUnmodifiableMap(Refusal::id, Function.identity()));

    private JsonSightings() {}

    static Sighting read(String line) {
        Map<String, String> fields = fields(line);
        return switch (field(fields, "verdict")) {
            case "permitted", "failed" -> new Sighting.Settled();
            case "refused", "observed" -> refused(fields);
            default -> throw unreadable("verdict");
        };
    }

    private static Sighting refused(Map<String, String> fields) {
        Refusal why = REASONS.get(field(fields, "reason"));
        if (why == null) {
            throw unreadable("reason");
        }
        return switch (why) {
            case NAME, PORT -> wanted(fields, "host", false);
            case SNI_NAME -> wanted(fields, "sni", false);
            case OTHER_SNI -> wanted(fields, "sni", true);
            default -> new Sighting.Beyond(why);
        };
    }

    private static Sighting wanted(Map<String, String> fields, String name, boolean astray) {
        Instant at;
        try {
            at = Instant.parse(field(fields, "time"));
        } catch (DateTimeParseException e) {
            throw unreadable("time");
        }
        String client = field(fields, "client");
        if (client.length() > LONGEST_CLIENT) {
            throw unreadable("client");
        }
        return new Sighting.Wanted(
                at,
                client,
                HostName.tryParse(field(fields, name)).orElseThrow(() -> unreadable(name)),
                Port.tryParse(field(fields, "port")).orElseThrow(() -> unreadable("port")),
                astray);
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw LogLines.unreadable("it has no field \"" + name + "\"", "elle n'a pas de champ « " + name + " »");
        }
        return value;
    }

    private static InputException unreadable(String field) {
        return LogLines.unreadable(
                "its field \"" + field + "\" is not one that a gate writes",
                "son champ « " + field + " » n'est pas de ceux qu'écrit un proxy");
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonReader json = new JsonReader(new StringReader(line))) {
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (!FIELDS.contains(name)) {
                    json.skipValue();
                } else if (json.peek() != (name.equals("port") ? JsonToken.NUMBER : JsonToken.STRING)
                        || fields.put(name, json.nextString()) != null) {
                    throw unreadable(name);
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw noJson();
            }
            return fields;
        } catch (IOException | IllegalStateException e) {
            throw noJson();
        }
    }

    private static InputException noJson() {
        return LogLines.unreadable("it is no JSON object", "elle n'est pas un objet JSON");
    }
}
