package org.sallyport.lab.nftables;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Names;

/**
 * All that is behind the gateway: a DNS server that knows the addresses of a file, and servers at all these addresses.
 * Runs in the namespace that has them.
 */
final class Internet {

    /** The ports at which somebody listens. */
    static final List<Integer> PORTS = List.of(80, 443, 8190, 22);

    private Internet() {}

    /** @param arguments the file of names and addresses */
    public static void main(String[] arguments) throws IOException {
        Names names = new Names(Address.read(Path.of(arguments[0])));
        for (int port : PORTS) {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress("::", port), 1000);
            Thread.ofPlatform().start(() -> accept(server));
        }
        names.serve();
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try (Socket accepted = server.accept()) {
                // says hello: no middle box has answered in its place
                new PrintStream(accepted.getOutputStream(), true).print('!');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
