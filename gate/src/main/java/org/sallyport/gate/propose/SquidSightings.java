package org.sallyport.gate.propose;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.request.RefusedException;

/**
 * Reads the native format of Squid's access.log (logformat squid in squid.conf.documented), as Squid and {@link
 * org.sallyport.gate.record.SquidLines} write it. It does not say why something was refused, nor what a gate only observed:
 * every name counts as wanted.
 */
final class SquidSightings {

    /** Time, duration, client, result and status, octets, method, address; and whole: user, hierarchy and server, type. */
    static final Pattern LINE = Pattern.compile("([0-9]{1,11})\\.([0-9]{3}) +-?[0-9]{1,19} (\\S{1,255})"
            + " [A-Z_]{1,60}/([0-9]{3}) -?[0-9]{1,19} (\\S+) (\\S+) \\S+ [A-Z_]{1,60}/\\S+ \\S.*");

    private static final Map<String, Port> SCHEMES =
            Map.of("http", Port.HTTP, "https", Port.HTTPS, "ftp", Port.tcp(21), "ws", Port.HTTP, "wss", Port.HTTPS);

    /** Squid asks who asks; the same request comes again. */
    private static final int LOG_IN = 407;

    private SquidSightings() {}

    static Sighting read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw LogLines.unreadable(
                    "it is not written like a line of access.log",
                    "elle n'est pas écrite comme une ligne d'access.log");
        }
        int status = Integer.parseInt(matcher.group(4));
        if (matcher.group(6).startsWith("error:")) {
            return new Sighting.Beyond(Refusal.BAD_REQUEST);
        }
        if (status == LOG_IN || status >= 500) {
            return new Sighting.Settled();
        }
        Instant at =
                Instant.ofEpochSecond(Long.parseLong(matcher.group(1))).plusMillis(Integer.parseInt(matcher.group(2)));
        try {
            return switch (destination(matcher.group(5), matcher.group(6))) {
                case Destination.Named(HostName host, Port port) ->
                    new Sighting.Wanted(at, matcher.group(3), host, port, false);
                case Destination.Numbered numbered -> new Sighting.Beyond(Refusal.ADDRESS);
            };
        } catch (RefusedException e) {
            return new Sighting.Beyond(e.refusal());
        }
    }

    private static Destination destination(String method, String address) {
        if (method.equals("CONNECT")) {
            return Destination.parse(address);
        }
        int colon = address.indexOf("://");
        if (colon < 0) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
        Port usual = Optional.ofNullable(SCHEMES.get(address.substring(0, colon)))
                .orElseThrow(() -> new RefusedException(Refusal.SCHEME));
        String rest = address.substring(colon + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        // a password may stand in front of the name, and stays where it is
        return Destination.parse(rest.substring(rest.lastIndexOf('@', end) + 1, end), usual);
    }
}
