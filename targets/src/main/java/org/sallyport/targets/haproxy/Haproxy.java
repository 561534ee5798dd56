package org.sallyport.targets.haproxy;

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
 * HAProxy 2.6 and later in front of the Internet: connections that the network sends to it pass by the name in the TLS
 * ClientHello, at port 80 by the Host header.
 */
public final class Haproxy implements Target {

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "*",
            Text.of(
                    "the address where it waits at the ports of the list: 192.0.2.1 or [2001:db8::1]; * for all",
                    "l'adresse où il attend aux ports de la liste : 192.0.2.1 ou [2001:db8::1] ; * pour toutes"));

    static final Capabilities.Option REACH = new Capabilities.Option(
            "reach",
            "resolve",
            Text.of(
                    "resolve asks the DNS for the name that was let through; original goes to the address that the"
                            + " client wanted, whatever name it gave",
                    "resolve demande au DNS le nom admis ; original va à l'adresse que le client voulait, quel que"
                            + " soit le nom donné"));

    static final Capabilities.Option RESOLVER = new Capabilities.Option(
            "resolver",
            "system",
            Text.of(
                    "the DNS server that resolve asks, as in 192.0.2.53:53; system for those of /etc/resolv.conf",
                    "le serveur DNS que resolve interroge, comme 192.0.2.53:53 ; system pour ceux de"
                            + " /etc/resolv.conf"));

    private static final Id ID = Id.parse("haproxy");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.STAR_INSIDE_LABEL),
            true,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(LISTEN, REACH, RESOLVER));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("HAProxy, transparent proxy", "HAProxy, proxy transparent");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new HaproxyWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return HaproxyReader.read(files);
    }
}
