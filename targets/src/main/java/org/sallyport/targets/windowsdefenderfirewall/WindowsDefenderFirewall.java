package org.sallyport.targets.windowsdefenderfirewall;

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
 * The firewall of Windows, by a PowerShell script: <a
 * href="https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/dynamic-keywords">dynamic
 * keywords</a>. What a wildcard means there is not documented, so there is none here.
 */
public final class WindowsDefenderFirewall implements Target {

    static final String FILE = "firewall.ps1";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Sight.LEARNT_ADDRESS), Set.of(Notation.NAME), true, Limits.NONE_KNOWN, Evidence.MANUAL, List.of());

    @Override
    public Id id() {
        return Id.parse("windows-defender-firewall");
    }

    @Override
    public Text title() {
        return Text.of(
                "Windows Defender Firewall, dynamic keywords", "pare-feu Windows Defender, mots-clés dynamiques");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return FirewallScriptWriter.write(this, allowlist, device);
    }

    @Override
    public Reading read(DeviceFiles files) {
        return new FirewallScriptReader(files).read();
    }
}
