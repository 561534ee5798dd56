package org.sallyport.targets.nginx;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.catalog.Port;

/**
 * A {@code listen} directive.
 *
 * @param address as written, with its port; servers with the same one share it
 * @param isDefault whether its server takes what no other has a name for
 * @param isModelled whether nginx sees there what clients send, and it is TCP
 */
record Listen(String address, int port, boolean isDefault, boolean isModelled) {

    private static final Pattern PORT = Pattern.compile("(?:(.*):)?([0-9]{1,5})");

    /** A path, a range of ports, a variable. */
    private static final Pattern ODD = Pattern.compile("/|[0-9]-[0-9]+$|[$]");

    private static final Set<String> OTHERWISE = Set.of("ssl", "udp", "quic", "proxy_protocol", "http3");

    /** Empty where it is no port that the manual knows. */
    static Optional<Listen> read(Directive directive, boolean http) {
        String address = directive.value(0);
        Matcher port = PORT.matcher(address);
        boolean withoutPort = http
                && !address.isEmpty()
                && !port.matches()
                && !ODD.matcher(address).find();
        if (!withoutPort && !port.matches()) {
            return Optional.empty();
        }
        int number = withoutPort ? Port.HTTP.number() : Integer.parseInt(port.group(2));
        String host = withoutPort ? address : port.group(1);
        boolean anywhere = host == null || host.equals("*") || host.equals("0.0.0.0");
        return Port.tryParse(String.valueOf(number))
                .map(valid -> new Listen(
                        (anywhere ? "*" : host) + ":" + number,
                        number,
                        directive.values().contains("default_server"),
                        directive.values().stream().noneMatch(OTHERWISE::contains)));
    }
}
