package org.sallyport.cli;

import java.net.InetSocketAddress;
import java.util.List;
import org.sallyport.check.NameServers;
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
            description = "Name server to ask; without one, those of this machine. May be repeated.")
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

    private static InetSocketAddress nameServer(String text) {
        AddressPort server = AddressPort.parse(text);
        return new InetSocketAddress(server.address(), server.port().orElse(DNS).number());
    }
}
