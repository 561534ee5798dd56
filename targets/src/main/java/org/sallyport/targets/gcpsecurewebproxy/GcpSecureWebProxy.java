package org.sallyport.targets.gcpsecurewebproxy;

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
 * Secure Web Proxy of Google Cloud: a gateway security policy, its rules and their URL lists, a file for each. Sources:
 * https://docs.cloud.google.com/secure-web-proxy/docs/url-list-syntax-reference and
 * https://docs.cloud.google.com/secure-web-proxy/docs/cel-matcher-language-reference
 */
public final class GcpSecureWebProxy implements Target {

    static final Capabilities.Option PROJECT = new Capabilities.Option(
            "project", "PROJECT", Text.of("the project of Google Cloud", "le projet Google Cloud"));
    static final Capabilities.Option LOCATION =
            new Capabilities.Option("location", "REGION", Text.of("the region of the proxy", "la région du proxy"));
    static final Capabilities.Option POLICY = new Capabilities.Option(
            "policy",
            "sallyport",
            Text.of("the gateway security policy of the proxy", "la stratégie de sécurité de passerelle du proxy"));

    private static final int MOST_IN_A_LIST = 2_500;

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.REQUEST, Sight.SNI, Sight.HTTP_HOST),
            Set.of(Notation.NAME, Notation.BELOW, Notation.SUBTREE),
            true,
            Limits.NONE_KNOWN.inPartsOf(MOST_IN_A_LIST),
            Evidence.MANUAL,
            List.of(LOCATION, POLICY, PROJECT));

    @Override
    public Id id() {
        return Id.parse("gcp-secure-web-proxy");
    }

    @Override
    public Text title() {
        return Text.of("Google Cloud Secure Web Proxy", "Secure Web Proxy de Google Cloud");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new GcpSecureWebProxyWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return GcpSecureWebProxyReader.read(files);
    }
}
