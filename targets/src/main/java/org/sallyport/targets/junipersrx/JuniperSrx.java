package org.sallyport.targets.junipersrx;

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
 * Juniper SRX: a local web filtering profile that permits one category of URL patterns and blocks the rest. Junos 20.4R1
 * changed what a star in a pattern stands for.
 *
 * @see <a href="https://www.juniper.net/documentation/us/en/software/junos/utm/topics/ref/statement/security-edit-url-pattern.html">url-pattern</a>
 */
public final class JuniperSrx implements Target {

    static final String FILE = "srx.set";

    /** Of one list of patterns. */
    private static final int MOST_VALUES = 8_192;

    private static final Capabilities CAPABILITIES = capabilities(Set.of(Notation.NAME, Notation.SUBTREE));
    private static final Capabilities BEFORE_20_4 = capabilities(Set.of(Notation.NAME, Notation.ONE_LABEL_BELOW));

    private static Capabilities capabilities(Set<Notation> says) {
        return new Capabilities(
                Set.of(Sight.URL, Sight.SNI),
                says,
                false,
                Limits.NONE_KNOWN.inPartsOf(MOST_VALUES),
                Evidence.MANUAL,
                List.of());
    }

    @Override
    public Id id() {
        return Id.parse("juniper-srx");
    }

    @Override
    public Text title() {
        return Text.of("Juniper SRX local web filtering", "filtrage web local de Juniper SRX");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Capabilities capabilities(Device device) {
        return Release.of(device).starIsManyWords() ? CAPABILITIES : BEFORE_20_4;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return JuniperSrxWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new JuniperSrxReader(true).read(files);
    }

    @Override
    public Reading read(DeviceFiles files, Device device) {
        return new JuniperSrxReader(Release.of(device).starIsManyWords()).read(files);
    }
}
