package org.sallyport.targets.pdnsrecursor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.PolicyZoneText;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code recursor.lua} and both zones. */
final class PdnsRecursorWriter {

    private PdnsRecursorWriter() {}

    static Rendering write(PdnsRecursor target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        String who =
                "%s lets through, for the device %s".formatted(allowlist.site().name(), device.name());
        Map<String, String> files = new LinkedHashMap<>();
        files.put(PdnsRecursor.CONFIGURATION, configuration(who));
        files.put(PdnsRecursor.ALLOW, PolicyZoneText.passing("""
                ; Names that %s. Written by Sallyport; what is changed by hand is lost.
                ; One name a line, and none twice, or the zone is not loaded; *.x is every name below x, and not x.
                ; What is not here is stopped by %s.
                """.formatted(who, PdnsRecursor.DENY), list, selection));
        files.put(PdnsRecursor.DENY, PolicyZoneText.stopping("""
                ; Stops every name but those that %s: %s comes first.
                """.formatted(who, PdnsRecursor.ALLOW)));
        return new Rendering(List.of(new DeviceFiles(files)), list.entries().size(), selection.concessions());
    }

    /** A zone that cannot be loaded decides nothing, and the server runs without it: hence the assertions. */
    private static String configuration(String who) {
        return """
                -- Names that %s. Written by Sallyport; what is changed by hand is lost.
                -- To install: cp recursor.lua allow.rpz deny.rpz /etc/powerdns/ and systemctl restart pdns-recursor;
                --   recursor.conf has to say lua-config-file=/etc/powerdns/recursor.lua, as Debian's does.
                -- To remove: take the lines from assert on out again, restart, rm /etc/powerdns/allow.rpz /etc/powerdns/deny.rpz.

                dofile("/usr/share/pdns-recursor/lua-config/rootkeys.lua")

                -- without its file a policy is left out, and without deny.rpz nothing is stopped: rather no start
                assert(io.open("/etc/powerdns/allow.rpz"))
                assert(io.open("/etc/powerdns/deny.rpz"))

                rpzFile("/etc/powerdns/allow.rpz")
                rpzFile("/etc/powerdns/deny.rpz")
                """.formatted(who);
    }
}
