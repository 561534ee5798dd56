package org.sallyport.gate.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sallyport.core.catalog.Port;

/**
 * Where a gate stands itself. It connects to its own machine only where the site permits that address for the name, and
 * never to its own listeners. Immutable.
 *
 * @param own the addresses of the machine, and those that others see of it
 * @param listeners the gate's own; one at 0.0.0.0 or :: is at all own addresses
 */
public record Surroundings(Set<InetAddress> own, List<InetSocketAddress> listeners) {

    public Surroundings {
        own = Set.copyOf(own);
        listeners = List.copyOf(listeners);
    }

    /** @param besides addresses that lead back to this machine and that it does not know of, as a translator has them */
    public static Surroundings ofThisMachine(List<InetAddress> besides, List<InetSocketAddress> listeners) {
        Set<InetAddress> own = new HashSet<>(besides);
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(own::add);
        } catch (SocketException e) {
            throw new IllegalStateException("the addresses of this machine cannot be read", e);
        }
        return new Surroundings(own, listeners);
    }

    public boolean isOwn(InetAddress address) {
        return own.contains(address) || address.isAnyLocalAddress();
    }

    /** Whether a connection there would come back to the gate. */
    public boolean isListener(InetAddress address, Port port) {
        return listeners.stream()
                .anyMatch(listener -> listener.getPort() == port.number()
                        && (listener.getAddress().equals(address)
                                || ((listener.getAddress().isAnyLocalAddress() || address.isAnyLocalAddress())
                                        && (isOwn(address) || address.isLoopbackAddress()))));
    }
}
