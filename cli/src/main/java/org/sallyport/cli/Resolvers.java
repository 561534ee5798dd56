package org.sallyport.cli;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.check.Horizon;
import org.sallyport.check.NameServers;
import org.sallyport.check.SystemResolver;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import picocli.CommandLine.Option;

/** The option that says which name servers are asked. */
final class Resolvers {

    private static final Port DNS = Port.tcp(53);

    @Option(
            names = "--resolver",
            paramLabel = "ADDRESS[:PORT]",
            description = "Name server to ask; without one, as this machine is set up. May be repeated.")
    private List<String> resolvers = List.of();

    boolean areNamed() {
        return !resolvers.isEmpty();
    }

    /** @throws InputException where one is no address, or none is named and the machine has none */
    NameServers nameServers() {
        if (areNamed()) {
            return new NameServers(resolvers.stream().map(Resolvers::nameServer).toList());
        }
        return NameServers.ofThisMachine()
                .orElseThrow(() -> new InputException(
                        Text.of("this machine has no name server", "cette machine n'a aucun serveur DNS"),
                        Text.of("name one with --resolver", "nommez-en un avec --resolver")));
    }

    /**
     * All of them side by side, compared with each other; where none is named, what the programs of this machine get, and
     * its name servers. What it has answered it answers again until it is told to forget.
     */
    Horizon horizon() {
        NameServers servers = nameServers();
        List<Horizon.Asked> asked = new ArrayList<>();
        if (!areNamed()) {
            asked.add(new Horizon.Asked("system", new SystemResolver(servers)));
        }
        servers.list()
                .forEach(server -> asked.add(
                        new Horizon.Asked(server.getAddress().getHostAddress(), new NameServers(List.of(server)))));
        return new Horizon(asked);
    }

    private static InetSocketAddress nameServer(String text) {
        AddressPort server = AddressPort.parse(text);
        return new InetSocketAddress(server.address(), server.port().orElse(DNS).number());
    }
}
