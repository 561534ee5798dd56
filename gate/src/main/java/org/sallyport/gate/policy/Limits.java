package org.sallyport.gate.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;

/**
 * How much a gate takes of everything. Immutable.
 *
 * @param chosen those that are not the usual ones
 */
public record Limits(Map<Limit, Integer> chosen) {

    private static final int MOST = 10_000_000;

    public Limits {
        chosen = Map.copyOf(chosen);
    }

    /** What is right for most sites. */
    public static Limits usual() {
        return new Limits(Map.of());
    }

    /** The names that {@link #with} knows, in their order. */
    public static List<String> names() {
        return Stream.of(Limit.values()).map(Limit::id).sorted().toList();
    }

    public int of(Limit limit) {
        return chosen.getOrDefault(limit, limit.usual());
    }

    /** A limit in seconds, as a time. */
    public Duration time(Limit limit) {
        return Duration.ofSeconds(of(limit));
    }

    /**
     * These limits with one of them set, as in {@code idle-time=600}; times are in seconds.
     *
     * @throws InputException where there is no such limit, or its value is no number from 1 to 10,000,000
     */
    public Limits with(String setting) {
        int equals = setting.indexOf('=');
        String name = equals < 0 ? setting : setting.substring(0, equals);
        String value = setting.substring(equals + 1);
        Limit limit = Stream.of(Limit.values())
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        Text.of("unknown limit \"%s\"", "limite inconnue « %s »", name),
                        Nearest.repair(name, names())));
        if (equals < 0 || !value.matches("[1-9][0-9]{0,7}") || Integer.parseInt(value) > MOST) {
            throw new InputException(
                    Text.of(
                            "the limit %s has no value: \"%s\"",
                            "la limite %s est sans valeur : « %s »", name, setting),
                    Text.of(
                            "write %s=NUMBER, from 1 to 10000000; times are in seconds",
                            "écrivez %s=NOMBRE, de 1 à 10000000 ; les durées sont en secondes", name));
        }
        Map<Limit, Integer> more = new EnumMap<>(Limit.class);
        more.putAll(chosen);
        more.put(limit, Integer.parseInt(value));
        return new Limits(more);
    }
}
