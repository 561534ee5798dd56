package org.sallyport.gate.tunnel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Network;
import org.sallyport.gate.policy.Limits;
import org.sallyport.gate.policy.SniRule;

/**
 * How a gate is set up. Immutable.
 *
 * @param listen where clients ask a proxy
 * @param tls where clients believe to speak to a server at that port
 * @param balancers whose connections begin with a header of the PROXY protocol that says who comes
 * @param parent the proxy that is asked in its turn
 * @param besides addresses that lead back to this machine without being its own
 * @param sni what a ClientHello has to name
 * @param tlsOnly the ports at which nothing but TLS is spoken after a CONNECT, so that a ClientHello is waited for
 * @param hidden whether an encrypted ClientHello is let through
 * @param nameless whether a ClientHello without a server's name is let through
 * @param observing whether everything public is let through, and what a gate would refuse is only recorded
 * @param contact whom a refused client may ask
 */
public record Setup(
        List<InetSocketAddress> listen,
        Map<InetSocketAddress, Port> tls,
        List<Network> balancers,
        Optional<Parent> parent,
        List<InetAddress> besides,
        SniRule sni,
        Set<Port> tlsOnly,
        boolean hidden,
        boolean nameless,
        boolean observing,
        Limits limits,
        Transport transport,
        Optional<String> contact) {

    public Setup {
        listen = List.copyOf(listen);
        tls = Map.copyOf(tls);
        balancers = List.copyOf(balancers);
        besides = List.copyOf(besides);
        tlsOnly = Set.copyOf(tlsOnly);
    }
}
