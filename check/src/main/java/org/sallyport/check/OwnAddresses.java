package org.sallyport.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The addresses that others see of this machine. */
public final class OwnAddresses {

    // RFC 5737 and RFC 3849: anywhere outside, and nothing is sent there
    private static final List<String> OUTSIDE = List.of("192.0.2.1", "2001:db8::1");

    private OwnAddresses() {}

    /** Those that the machine would use towards the internet, that of IPv4 first; none where it has no way there. */
    public static List<InetAddress> towardsTheInternet() {
        return OUTSIDE.stream().flatMap(outside -> towards(outside).stream()).toList();
    }

    private static Optional<InetAddress> towards(String outside) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(outside), 53));
            return Optional.of(socket.getLocalAddress()).filter(address -> !address.isAnyLocalAddress());
        } catch (IOException | UncheckedIOException e) {
            // no way of this kind
            return Optional.empty();
        }
    }
}
