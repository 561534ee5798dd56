package org.sallyport.targets.pdnsrecursor;

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
 * The PowerDNS Recursor with two response policy zones: one with the names that pass, and one that stops all others. By
 * the manual of the PowerDNS Recursor ("Response Policy Zones"), and by what version 4.8 does.
 */
public final class PdnsRecursor implements Target {

    static final String CONFIGURATION = "recursor.lua";
    static final String ALLOW = "allow.rpz";
    static final String DENY = "deny.rpz";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.NAME, Notation.BELOW),
            false,
            Limits.NONE_KNOWN,
            Evidence.DAEMON,
            List.of());

    @Override
    public Id id() {
        return Id.parse("pdns-recursor");
    }

    @Override
    public Text title() {
        return Text.of(
                "PowerDNS Recursor with response policy zones",
                "PowerDNS Recursor avec des zones de politique de réponse");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return PdnsRecursorWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return PdnsRecursorReader.read(files);
    }
}
