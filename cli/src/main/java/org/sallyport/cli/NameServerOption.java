package org.sallyport.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.check.Horizon;
import org.sallyport.check.NameServers;
import org.sallyport.check.Resolver;
import org.sallyport.check.SystemResolver;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;

/** What {@code --resolver} says: who is asked for names. */
final class NameServerOption {

    private static final Port DNS = Port.tcp(53);

    private NameServerOption() {}

    /**
     * The name servers that are listed, compared with each other; without any, this machine and its name servers. What it
     * has answered it answers again, so it is for one check.
     */
    static Resolver horizon(List<String> written) {
        List<Horizon.Asked> asked = new ArrayList<>();
        if (written.isEmpty()) {
            NameServers own = NameServers.ofThisMachine()
                    .orElseThrow(() -> new InputException(
                            Text.of("this machine has no name server", "cette machine n'a aucun serveur DNS"),
                            Text.of("name one with --resolver", "nommez-en un avec --resolver")));
            asked.add(new Horizon.Asked("system", new SystemResolver(own)));
            own.list().forEach(server -> asked.add(asked(server)));
        } else {
            written.forEach(text -> asked.add(asked(parse(text))));
        }
        return new Horizon(asked);
    }

    private static Horizon.Asked asked(InetSocketAddress server) {
        return new Horizon.Asked(server.getAddress().getHostAddress(), new NameServers(List.of(server)));
    }

    /** {@code 10.0.0.53}, {@code 10.0.0.53:5353} or {@code [2001:db8::53]:5353}. */
    static InetSocketAddress parse(String text) {
        // of an IPv6 address, only the bracketed form can have a port
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String address = hasPort ? text.substring(0, colon) : text;
        Port port = hasPort ? Port.parse(text.substring(colon + 1)) : DNS;
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(address), port.number());
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    Text.of("\"%s\" is no address", "« %s » n'est pas une adresse", text),
                    Text.of(
                            "write 10.0.0.53, 10.0.0.53:5353 or [2001:db8::53]:5353",
                            "écrivez 10.0.0.53, 10.0.0.53:5353 ou [2001:db8::53]:5353"));
        }
    }
}
