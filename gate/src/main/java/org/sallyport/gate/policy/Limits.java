package org.sallyport.gate.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.sallyport.core.InputException;
import org.sallyport.core.Nearest;
import org.sallyport.core.Text;

/**
 * How much a gate takes of everything. Immutable.
 *
 * @param headOctets of a request's head
 * @param headTime from the connection to the end of the head
 * @param helloOctets of a ClientHello
 * @param helloTime from the answer to a CONNECT to the end of the ClientHello
 * @param connectTime for one server, over all its addresses
 * @param idleTime without an octet in any direction, after which a tunnel is closed
 * @param connections of clients in all
 * @param connectionsPerClient of one address
 * @param namesPerHour distinct names that one client may ask for below one wildcard: names can carry data out
 * @param dnsTime for a look-up
 * @param dnsLeast how long an answer is remembered at least
 * @param dnsMost how long an answer is remembered at most
 */
public record Limits(
        int headOctets,
        Duration headTime,
        int helloOctets,
        Duration helloTime,
        Duration connectTime,
        Duration idleTime,
        int connections,
        int connectionsPerClient,
        int namesPerHour,
        Duration dnsTime,
        Duration dnsLeast,
        Duration dnsMost) {

    private static final Map<String, Setter> SETTERS = setters();

    private static final int MOST = 10_000_000;

    private interface Setter extends Function<Long, Function<Limits, Limits>> {}

    /** What is right for most sites. */
    public static Limits usual() {
        return new Limits(
                16 << 10,
                Duration.ofSeconds(10),
                64 << 10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                20_000,
                2_000,
                500,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofHours(1));
    }

    /** The names that {@link #with} knows. */
    public static List<String> names() {
        return List.copyOf(SETTERS.keySet());
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
        Setter setter = SETTERS.get(name);
        if (setter == null) {
            throw new InputException(
                    Text.of("unknown limit \"%s\"", "limite inconnue « %s »", name), Nearest.repair(name, names()));
        }
        if (equals < 0 || !value.matches("[1-9][0-9]{0,7}") || Integer.parseInt(value) > MOST) {
            throw new InputException(
                    Text.of(
                            "the limit %s has no value: \"%s\"",
                            "la limite %s est sans valeur : « %s »", name, setting),
                    Text.of(
                            "write %s=NUMBER, from 1 to 10000000; times are in seconds",
                            "écrivez %s=NOMBRE, de 1 à 10000000 ; les durées sont en secondes", name));
        }
        return setter.apply(Long.parseLong(value)).apply(this);
    }

    private static Map<String, Setter> setters() {
        Map<String, Setter> setters = new TreeMap<>();
        setters.put("head-octets", v -> l -> l.copy(v.intValue(), l.headTime, l.helloOctets, l.helloTime));
        setters.put("head-time", v -> l -> l.copy(l.headOctets, seconds(v), l.helloOctets, l.helloTime));
        setters.put("hello-octets", v -> l -> l.copy(l.headOctets, l.headTime, v.intValue(), l.helloTime));
        setters.put("hello-time", v -> l -> l.copy(l.headOctets, l.headTime, l.helloOctets, seconds(v)));
        setters.put("connect-time", v -> l -> l.copy(seconds(v), l.idleTime));
        setters.put("idle-time", v -> l -> l.copy(l.connectTime, seconds(v)));
        setters.put("connections", v -> l -> l.copy(v.intValue(), l.connectionsPerClient, l.namesPerHour));
        setters.put("connections-per-client", v -> l -> l.copy(l.connections, v.intValue(), l.namesPerHour));
        setters.put("names-per-hour", v -> l -> l.copy(l.connections, l.connectionsPerClient, v.intValue()));
        setters.put("dns-time", v -> l -> l.copy(seconds(v), l.dnsLeast, l.dnsMost));
        setters.put("dns-least", v -> l -> l.copy(l.dnsTime, seconds(v), l.dnsMost));
        setters.put("dns-most", v -> l -> l.copy(l.dnsTime, l.dnsLeast, seconds(v)));
        return setters;
    }

    private static Duration seconds(long value) {
        return Duration.ofSeconds(value);
    }

    private Limits copy(int head, Duration headIn, int hello, Duration helloIn) {
        return new Limits(
                head,
                headIn,
                hello,
                helloIn,
                connectTime,
                idleTime,
                connections,
                connectionsPerClient,
                namesPerHour,
                dnsTime,
                dnsLeast,
                dnsMost);
    }

    private Limits copy(Duration connect, Duration idle) {
        return new Limits(
                headOctets,
                headTime,
                helloOctets,
                helloTime,
                connect,
                idle,
                connections,
                connectionsPerClient,
                namesPerHour,
                dnsTime,
                dnsLeast,
                dnsMost);
    }

    private Limits copy(int all, int perClient, int names) {
        return new Limits(
                headOctets,
                headTime,
                helloOctets,
                helloTime,
                connectTime,
                idleTime,
                all,
                perClient,
                names,
                dnsTime,
                dnsLeast,
                dnsMost);
    }

    private Limits copy(Duration dns, Duration least, Duration most) {
        return new Limits(
                headOctets,
                headTime,
                helloOctets,
                helloTime,
                connectTime,
                idleTime,
                connections,
                connectionsPerClient,
                namesPerHour,
                dns,
                least,
                most);
    }
}
