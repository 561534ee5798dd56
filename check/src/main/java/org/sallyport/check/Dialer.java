package org.sallyport.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.sallyport.core.catalog.Port;

/**
 * Connects to the first address that accepts. Where a server has addresses of IPv4 and of IPv6, one of the other kind is
 * tried as well: a client that prefers it waits there, however well the first kind works (RFC 8305).
 *
 * @param left how much time is left, at each moment
 */
record Dialer(Port port, Supplier<Duration> left) {

    /** For an address that a climb does not stand on. */
    private static final Duration ASIDE = Duration.ofSeconds(1);

    record Dialled(Socket socket, InetAddress address, Optional<Fault> besides) {}

    Dialled dial(List<InetAddress> addresses) throws Stopped, InterruptedException {
        Optional<InetAddress> other = other(addresses);
        CompletableFuture<Optional<Fault>> aside = new CompletableFuture<>();
        other.ifPresent(address -> Thread.ofVirtual().start(() -> aside.complete(tried(address))));
        Optional<Stopped> first = Optional.empty();
        for (int i = 0; i < addresses.size(); i++) {
            InetAddress address = addresses.get(i);
            // the last address gets what the others leave
            Duration share = left.get().dividedBy(Math.min(2, addresses.size() - i));
            try {
                Socket socket = connected(address, share);
                return new Dialled(socket, address, besides(address, other, aside));
            } catch (Stopped e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        throw first.orElseGet(() -> new Stopped(Fault.UNREACHABLE, ""));
    }

    private static Optional<InetAddress> other(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> address instanceof Inet6Address != addresses.getFirst() instanceof Inet6Address)
                .findFirst();
    }

    private static Optional<Fault> besides(
            InetAddress reached, Optional<InetAddress> other, CompletableFuture<Optional<Fault>> aside)
            throws InterruptedException {
        if (other.isEmpty()) {
            return Optional.empty();
        }
        if (reached instanceof Inet6Address == other.get() instanceof Inet6Address) {
            return Optional.of(reached instanceof Inet6Address ? Fault.IPV4_FAILS : Fault.IPV6_FAILS);
        }
        try {
            return aside.get()
                    // a machine without any IPv6 is no fault
                    .filter(fault -> fault != Fault.UNREACHABLE)
                    .map(fault -> other.get() instanceof Inet6Address ? Fault.IPV6_FAILS : Fault.IPV4_FAILS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is tried aside writes its faults down", e.getCause());
        }
    }

    private Optional<Fault> tried(InetAddress address) {
        Duration most = left.get();
        try {
            Sockets.close(connected(address, most.compareTo(ASIDE) > 0 ? ASIDE : most));
            return Optional.empty();
        } catch (Stopped e) {
            return Optional.of(e.fault());
        }
    }

    private Socket connected(InetAddress address, Duration patience) throws Stopped {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port.number()), (int) Math.max(1, patience.toMillis()));
            return socket;
        } catch (IOException e) {
            Sockets.close(socket);
            throw new Stopped(
                    switch (e) {
                        case SocketTimeoutException timeout -> Fault.TCP_TIMEOUT;
                        case NoRouteToHostException noRoute -> Fault.UNREACHABLE;
                        case ConnectException refused when says(refused, "timed out") -> Fault.TCP_TIMEOUT;
                        case ConnectException refused when says(refused, "unreachable") -> Fault.UNREACHABLE;
                        case ConnectException refused -> Fault.TCP_REFUSED;
                        case SocketException other when says(other, "unreachable") -> Fault.UNREACHABLE;
                        // a firewall that says so: ICMPv6 "administratively prohibited" (RFC 4443, section 3.1)
                        case SocketException prohibited when says(prohibited, "permission denied") -> Fault.TCP_REFUSED;
                        default -> Fault.TCP_RESET;
                    },
                    address.getHostAddress());
        }
    }

    private static boolean says(IOException error, String words) {
        return Stopped.message(error).toLowerCase(Locale.ROOT).contains(words);
    }
}
