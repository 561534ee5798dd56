package org.sallyport.core.catalog;

import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * A transport and a port number, 1 to 65535. Written {@code 443} for TCP and {@code 443/udp} for UDP. TCP sorts before
 * UDP, then by number.
 */
public record Port(Transport transport, int number) implements Comparable<Port> {

    public enum Transport {
        TCP,
        UDP
    }

    public static final Port HTTP = tcp(80);
    public static final Port HTTPS = tcp(443);

    public Port {
        if (number < 1 || number > 65535) {
            throw wrong(String.valueOf(number));
        }
    }

    public static Port tcp(int number) {
        return new Port(Transport.TCP, number);
    }

    /**
     * Reads {@code 443}, {@code 443/tcp} or {@code 443/udp}.
     *
     * @throws InputException where the text is none of them
     */
    public static Port parse(String text) {
        int slash = text.indexOf('/');
        String number = slash < 0 ? text : text.substring(0, slash);
        Transport transport = switch (slash < 0 ? "tcp" : text.substring(slash + 1)) {
            case "tcp" -> Transport.TCP;
            case "udp" -> Transport.UDP;
            default -> throw wrong(text);
        };
        // no sign, no leading zero: two readers must not read two numbers
        if (!number.matches("[1-9][0-9]{0,4}")) {
            throw wrong(text);
        }
        return new Port(transport, Integer.parseInt(number));
    }

    /** As {@link #parse}, but empty where the text is no port. */
    public static Optional<Port> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static InputException wrong(String text) {
        return new InputException(
                Text.of("\"%s\" is no port", "« %s » n'est pas un port", text),
                Text.of(
                        "write a number from 1 to 65535, with /udp behind it for UDP",
                        "écrivez un nombre de 1 à 65535, suivi de /udp pour UDP"));
    }

    @Override
    public int compareTo(Port other) {
        int byTransport = transport.compareTo(other.transport);
        return byTransport != 0 ? byTransport : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return transport == Transport.TCP ? String.valueOf(number) : number + "/udp";
    }
}
