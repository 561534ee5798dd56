package org.sallyport.targets.hostslist;

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

/** The plain list of names: {@code hosts.txt}. The format is Sallyport's own; the README beside this file defines it. */
public final class HostsList implements Target {

    static final String FILE = "hosts.txt";
    static final Capabilities.Option COMMENTS = new Capabilities.Option(
            "comments",
            "true",
            Text.of(
                    "false for firewalls that take nothing but names",
                    "false pour les pare-feu qui n'acceptent que des noms"));

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST, Sight.SNI, Sight.DNS_QUERY),
            Set.of(Notation.NAME, Notation.BELOW),
            false,
            Limits.NONE_KNOWN,
            Evidence.MANUAL,
            List.of(COMMENTS));

    @Override
    public Id id() {
        return Id.parse("hosts-list");
    }

    @Override
    public Text title() {
        return Text.of("plain list of names, one a line", "liste simple de noms, un par ligne");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return HostsListWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return HostsListReader.read(files);
    }
}
