package org.sallyport.targets.squid;

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

/** The forward proxy Squid, 5.7 and later: a complete {@code squid.conf}, or {@code sallyport.conf} to include. */
public final class Squid implements Target {

    static final Capabilities.Option LISTEN = new Capabilities.Option(
            "listen",
            "3128",
            Text.of(
                    "where clients reach the proxy: a port, or an address and a port as in 127.0.0.1:3128",
                    "où les clients atteignent le proxy : un port, ou une adresse et un port comme 127.0.0.1:3128"));

    static final Capabilities.Option SNI = new Capabilities.Option(
            "sni",
            "false",
            Text.of(
                    "true: the name in the TLS ClientHello of a tunnel must be on the list too; needs Squid with OpenSSL",
                    "true : le nom dans le ClientHello TLS d'un tunnel doit aussi être dans la liste ; exige Squid avec"
                            + " OpenSSL"));

    static final Capabilities.Option CERTIFICATE = new Capabilities.Option(
            "certificate",
            "/etc/squid/sallyport.pem",
            Text.of(
                    "with sni, the file with the certificate and the key that Squid demands for it, and shows to nobody",
                    "avec sni, le fichier du certificat et de la clé que Squid exige pour cela, et ne montre à"
                            + " personne"));

    private static final Id ID = Id.parse("squid");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST),
            Set.of(Notation.NAME, Notation.SUBTREE, Notation.STAR_INSIDE_LABEL),
            true,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of(LISTEN, SNI, CERTIFICATE));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("Squid, forward proxy", "Squid, proxy direct");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new SquidWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return SquidReader.read(files);
    }
}
