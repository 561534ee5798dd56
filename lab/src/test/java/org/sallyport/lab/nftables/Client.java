package org.sallyport.lab.nftables;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.network.Address;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Asks the resolver for each name of a file, and then opens connections to the addresses that the name really has,
 * whatever the resolver said. Runs in the namespace of a client, and says a line for each name: the name, whether it was
 * resolved, and the ports at which it passed by IPv4 and by IPv6.
 */
final class Client {

    private static final int PATIENCE_MILLIS = 2_000;

    /** A packet that is dropped takes all of a connection's patience, and most are: so many wait side by side. */
    private static final int AT_ONCE = 2_000;

    private Client() {}

    /** @param arguments the file of names and addresses, and the address of the resolver */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        List<Address> addresses = Address.read(Path.of(arguments[0]));
        SimpleResolver resolver = new SimpleResolver(InetAddress.getByName(arguments[1]));
        resolver.setTimeout(Duration.ofSeconds(10));
        List<Boolean> resolved = new ArrayList<>();
        for (Address address : addresses) {
            boolean four = asks(resolver, address.name(), Type.A);
            resolved.add(asks(resolver, address.name(), Type.AAAA) && four);
        }
        Semaphore free = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<List<Future<Boolean>>> opened = new ArrayList<>();
            for (Address address : addresses) {
                List<Future<Boolean>> connections = new ArrayList<>();
                for (InetAddress end : List.of(address.four(), address.six())) {
                    for (int port : Internet.PORTS) {
                        free.acquire();
                        connections.add(threads.submit(() -> connects(end, port, free)));
                    }
                }
                opened.add(connections);
            }
            for (int i = 0; i < addresses.size(); i++) {
                int ports = Internet.PORTS.size();
                System.out.println(addresses.get(i).name() + " " + resolved.get(i) + " "
                        + passed(opened.get(i).subList(0, ports)) + " "
                        + passed(opened.get(i).subList(ports, 2 * ports)));
            }
        }
    }

    private static boolean asks(SimpleResolver resolver, HostName name, int type) throws IOException {
        Record question = Record.newRecord(Name.fromString(name.value() + "."), type, DClass.IN);
        return !resolver.send(Message.newQuery(question))
                .getSection(Section.ANSWER)
                .isEmpty();
    }

    private static String passed(List<Future<Boolean>> connections) throws InterruptedException, ExecutionException {
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            if (connections.get(i).get()) {
                ports.add(String.valueOf(Internet.PORTS.get(i)));
            }
        }
        return ports.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static boolean connects(InetAddress address, int port, Semaphore free) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return socket.getInputStream().read() == '!';
        } catch (IOException e) {
            return false;
        } finally {
            free.release();
        }
    }
}
