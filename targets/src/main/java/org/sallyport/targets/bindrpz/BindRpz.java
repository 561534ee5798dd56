package org.sallyport.targets.bindrpz;

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
 * The name server BIND 9 with two response policy zones: one with the names that pass, and one that stops all others.
 * By the BIND 9 Administrator Reference Manual, and by what BIND 9.18 does.
 */
public final class BindRpz implements Target {

    static final String CONFIGURATION = "named.conf";
    static final String ALLOW = "allow.rpz";
    static final String DENY = "deny.rpz";

    /** A name has 255 octets in a message, and the zone's own name comes behind it. */
    private static final int LONGEST = 255 - 2 - (ALLOW.length() + 1);

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.DNS_QUERY),
            Set.of(Notation.NAME, Notation.BELOW),
            false,
            Limits.ofOctets(LONGEST),
            Evidence.DAEMON,
            List.of());

    @Override
    public Id id() {
        return Id.parse("bind-rpz");
    }

    @Override
    public Text title() {
        return Text.of("BIND 9 with response policy zones", "BIND 9 avec des zones de politique de réponse");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return BindRpzWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return BindRpzReader.read(files);
    }
}
