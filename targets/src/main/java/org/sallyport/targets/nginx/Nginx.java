package org.sallyport.targets.nginx;

import java.util.List;
import java.util.Set;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Capabilities;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.Evidence;
import org.sallyport.targets.Limits;
import org.sallyport.targets.Notation;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Sight;
import org.sallyport.targets.Target;

/**
 * nginx 1.22 and later, with its stream module, in front of the Internet: connections that the network sends to it pass
 * by the name in the TLS ClientHello, at port 80 by the Host header.
 */
public final class Nginx implements Target {

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "*",
            Text.of(
                    "the address where it waits at the ports of the list: 192.0.2.1 or [2001:db8::1]; * for all of IPv4",
                    "l'adresse où il attend aux ports de la liste : 192.0.2.1 ou [2001:db8::1] ; * pour toutes celles"
                            + " d'IPv4"));

    static final Capabilities.Option RESOLVER = new Capabilities.Option(
            "resolver",
            "127.0.0.53",
            Text.of(
                    "the DNS server that it asks for the names that pass, as in 192.0.2.53 or 192.0.2.53:5353",
                    "le serveur DNS qu'il interroge pour les noms admis, comme 192.0.2.53 ou 192.0.2.53:5353"));

    private static final Id ID = Id.parse("nginx");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.SUBTREE, Notation.STAR_INSIDE_LABEL),
            true,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(LISTEN, RESOLVER));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("nginx, transparent proxy", "nginx, proxy transparent");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new NginxWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return NginxReader.read(files);
    }
}
