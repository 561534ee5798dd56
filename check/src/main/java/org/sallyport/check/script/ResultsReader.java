package org.sallyport.check.script;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.check.Aim;
import org.sallyport.check.Climb;
import org.sallyport.check.Fault;
import org.sallyport.check.Rung;
import org.sallyport.check.Way;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

/** Reads one result file, line by line. For one thread. */
final class ResultsReader {

    private static final int LARGEST_FILE = 16 * 1024 * 1024;
    private static final int FORMAT = 1;

    /** Milliseconds; no script waits for that long. */
    private static final int LONGEST_STEP = 24 * 60 * 60 * 1000;

    private static final Text AGAIN = Text.of(
            "bring the whole file, as the script wrote it", "rapportez le fichier entier, tel que le script l'a écrit");
    private static final Text NEWER = Text.of(
            "read it with the Sallyport that wrote the script", "lisez-le avec le Sallyport qui a écrit le script");

    private record Head(String shell, String machine, Instant time) {}

    private record Server(HostName host, Port port) {}

    private record Skipped(Rung rung, String why) {}

    private final String source;
    private final Id site;
    private final Map<Server, Aim> aims = new LinkedHashMap<>();
    private final Map<Server, Climb> climbs = new LinkedHashMap<>();
    private final Set<Server> foreign = new LinkedHashSet<>();
    private final Map<Skipped, Integer> skipped = new LinkedHashMap<>();
    private int line;

    ResultsReader(String source, Id site, List<Aim> aims) {
        this.source = source;
        this.site = site;
        aims.forEach(aim -> this.aims.put(new Server(aim.host(), aim.port()), aim));
    }

    Results read(byte[] bytes) {
        Optional<Head> head = Optional.empty();
        boolean ended = false;
        for (String text : decoded(bytes).lines().toList()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            JsonObject object = object(text);
            if (ended) {
                throw found(
                        Text.of("a line behind the end", "une ligne après la fin"),
                        Text.of("nothing more", "plus rien"),
                        Text.of("keep one result in a file", "gardez un seul résultat par fichier"));
            } else if (head.isEmpty()) {
                head = Optional.of(head(object));
            } else if (object.has("end")) {
                checkEnd(number(object, "end", Integer.MAX_VALUE));
                ended = true;
            } else {
                server(object);
            }
        }
        if (head.isEmpty() || !ended) {
            throw found(
                    Text.of("the end of the file", "la fin du fichier"),
                    Text.of("a last line {\"end\":N}", "une dernière ligne {\"end\":N}"),
                    AGAIN);
        }
        return new Results(head.get().shell, head.get().machine, head.get().time, climbs(), remarks());
    }

    private String decoded(byte[] bytes) {
        if (bytes.length > LARGEST_FILE) {
            throw new InputException(
                    Where.in(source), Text.of("the file has more than 16 MiB", "le fichier a plus de 16 Mio"), AGAIN);
        }
        Charset charset = StandardCharsets.UTF_8;
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, '{', 0)) {
            charset = StandardCharsets.UTF_16LE;
        } else if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0, '{')) {
            charset = StandardCharsets.UTF_16BE;
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InputException(
                    Where.in(source),
                    Text.of(
                            "the file is no text in UTF-8 or UTF-16",
                            "le fichier n'est pas un texte en UTF-8 ou UTF-16"),
                    AGAIN);
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private JsonObject object(String text) {
        try {
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() == JsonToken.END_DOCUMENT && element.isJsonObject()) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException | IOException e) {
            // said below: where in the line it breaks off helps nobody
        }
        throw found(quoted(text), Text.of("one object of JSON", "un objet JSON"), AGAIN);
    }

    private Head head(JsonObject head) {
        if (!head.has("sallyport")) {
            throw found(
                    Text.of("the first line of something else", "la première ligne d'autre chose"),
                    Text.of("{\"sallyport\":1, ...", "{\"sallyport\":1, ..."),
                    Text.of(
                            "name the file into which the script wrote its result",
                            "nommez le fichier où le script a écrit son résultat"));
        }
        int format = number(head, "sallyport", Integer.MAX_VALUE);
        if (format != FORMAT) {
            throw found(
                    Text.of("a result in format %s", "un résultat au format %s", format),
                    Text.of("format %s", "le format %s", FORMAT),
                    NEWER);
        }
        String of = text(head, "site");
        if (!of.equals(site.value())) {
            throw found(
                    Text.of("a result of the site %s", "un résultat du site %s", shortened(of)),
                    Text.of("one of %s", "un du site %s", site),
                    Text.of("name the site's own result", "nommez le résultat de ce site"));
        }
        String time = text(head, "time");
        try {
            return new Head(text(head, "shell"), text(head, "host"), Instant.parse(time));
        } catch (DateTimeParseException e) {
            throw found(quoted(time), Text.of("a time", "une heure"), AGAIN);
        }
    }

    private void checkEnd(int written) {
        int lines = climbs.size() + foreign.size();
        if (written != lines) {
            throw found(
                    Text.of("%s servers", "%s serveurs", lines),
                    Text.of("the %s that were tried", "les %s qui ont été essayés", written),
                    AGAIN);
        }
    }

    private void server(JsonObject object) {
        String host = text(object, "host");
        int port = number(object, "port", 65535);
        Optional<HostName> name = HostName.tryParse(host);
        if (name.isEmpty() || port == 0) {
            throw found(quoted(host + ":" + port), Text.of("a name and a port", "un nom et un port"), AGAIN);
        }
        Server server = new Server(name.get(), Port.tcp(port));
        Optional<Aim> aim = Optional.ofNullable(aims.get(server));
        boolean twice = aim.isPresent() ? climbs.containsKey(server) : !foreign.add(server);
        if (twice) {
            throw found(
                    Text.of("%s:%s once more", "%s:%s une fois de plus", host, port),
                    Text.of("each server once", "chaque serveur une fois"),
                    Text.of("keep one result in a file", "gardez un seul résultat par fichier"));
        }
        aim.ifPresent(known -> climbs.put(server, climb(known, object)));
    }

    private Climb climb(Aim aim, JsonObject object) {
        JsonElement steps = object.get("steps");
        if (steps == null || !steps.isJsonArray()) {
            throw missing("steps");
        }
        List<Rung> told = new ArrayList<>();
        List<Climb.Step> taken = new ArrayList<>();
        for (JsonElement element : steps.getAsJsonArray()) {
            if (!element.isJsonObject()) {
                throw missing("rung");
            }
            JsonObject step = element.getAsJsonObject();
            Rung rung = word(step, "rung", Rung.values(), one -> one.name().toLowerCase(Locale.ROOT));
            boolean above = told.isEmpty() || rung.compareTo(told.getLast()) > 0;
            if (!above || hasStopped(taken)) {
                throw found(
                        Text.of("the step %s here", "l'étape %s ici", text(step, "rung")),
                        Text.of(
                                "the steps in their order, as far as the first fault",
                                "les étapes dans leur ordre, jusqu'à la première qui échoue"),
                        AGAIN);
            }
            told.add(rung);
            if (step.has("skipped")) {
                skipped.merge(new Skipped(rung, shortened(text(step, "skipped"))), 1, Integer::sum);
            } else {
                taken.add(step(rung, step));
            }
        }
        if (!hasStopped(taken)) {
            needed(aim).stream()
                    .filter(rung -> !told.contains(rung))
                    .findFirst()
                    .ifPresent(missing -> {
                        taken.removeIf(step -> step.rung().compareTo(missing) > 0);
                        taken.add(notTried(missing));
                    });
        }
        return new Climb(aim, new Way.Direct(), taken);
    }

    private static boolean hasStopped(List<Climb.Step> steps) {
        return !steps.isEmpty() && steps.getLast().fault().isPresent();
    }

    private Climb.Step step(Rung rung, JsonObject step) {
        Optional<Fault> fault = text(step, "fault").isEmpty()
                ? Optional.empty()
                : Optional.of(word(step, "fault", Fault.values(), Fault::toString));
        int milliseconds = number(step, "milliseconds", LONGEST_STEP);
        return new Climb.Step(rung, Duration.ofMillis(milliseconds), fault, Optional.empty(), text(step, "seen"));
    }

    /** What a script has to climb before a server counts as reached. */
    private static List<Rung> needed(Aim aim) {
        return switch (aim.speech()) {
            case NONE -> List.of(Rung.DNS, Rung.TCP);
            case HTTP -> List.of(Rung.DNS, Rung.TCP, Rung.HTTP);
            case TLS ->
                aim.request().isPresent()
                        ? List.of(Rung.DNS, Rung.TCP, Rung.TLS, Rung.HTTP)
                        : List.of(Rung.DNS, Rung.TCP, Rung.TLS);
        };
    }

    private static Climb.Step notTried(Rung rung) {
        return new Climb.Step(rung, Duration.ZERO, Optional.of(Fault.NOT_TRIED), Optional.empty(), "");
    }

    private List<Climb> climbs() {
        List<Climb> all = new ArrayList<>();
        aims.forEach((server, aim) ->
                all.add(climbs.getOrDefault(server, new Climb(aim, new Way.Direct(), List.of(notTried(Rung.DNS))))));
        return all;
    }

    private List<Text> remarks() {
        List<Text> remarks = new ArrayList<>();
        skipped.forEach((what, times) -> remarks.add(Text.of(
                "%s was not tried on %s servers: %s",
                "%s n'a pas été essayé sur %s serveurs : %s", what.rung.name(), times, what.why)));
        if (!foreign.isEmpty()) {
            remarks.add(Text.of(
                    "tried, and not needed by the site: %s",
                    "essayés, et pas nécessaires au site : %s",
                    foreign.stream()
                            .map(server -> server.host + ":" + server.port)
                            .collect(Collectors.joining(", "))));
        }
        return remarks;
    }

    private <T> T word(JsonObject object, String field, T[] known, Function<T, String> name) {
        String text = text(object, field);
        return Arrays.stream(known)
                .filter(one -> name.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> found(
                        Text.of("%s \"%s\"", "%s « %s »", field, shortened(text)),
                        Text.of("one that is known", "un mot connu"),
                        NEWER.then(Text.same("; "))
                                .then(Nearest.repair(
                                        text, Arrays.stream(known).map(name).toList()))));
    }

    private String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isString()) {
            throw missing(field);
        }
        return value.getAsString();
    }

    private int number(JsonObject object, String field, int most) {
        JsonElement value = object.get(field);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            throw missing(field);
        }
        String digits = value.getAsString();
        if (!digits.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(digits) > most) {
            throw found(
                    Text.of("%s %s", "%s %s", field, shortened(digits)),
                    Text.of("a whole number up to %s", "un nombre entier jusqu'à %s", most),
                    AGAIN);
        }
        return Integer.parseInt(digits);
    }

    private InputException missing(String field) {
        return found(
                Text.of("a line without %s", "une ligne sans %s", field),
                Text.of("the lines of a script", "les lignes d'un script"),
                AGAIN);
    }

    private InputException found(Text found, Text expected, Text repair) {
        return new InputException(
                new Where(source, line, 0),
                Text.of("found ", "trouvé : ")
                        .then(found)
                        .then(Text.of(", expected ", ", attendu : "))
                        .then(expected),
                repair);
    }

    private static Text quoted(String text) {
        return Text.of("\"%s\"", "« %s »", shortened(text));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
