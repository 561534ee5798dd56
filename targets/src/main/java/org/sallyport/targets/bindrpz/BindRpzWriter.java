package org.sallyport.targets.bindrpz;

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

/** Writes {@code named.conf} and both zones. */
final class BindRpzWriter {

    private BindRpzWriter() {}

    static Rendering write(BindRpz target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        String who =
                "%s lets through, for the device %s".formatted(allowlist.site().name(), device.name());
        Map<String, String> files = new LinkedHashMap<>();
        files.put(BindRpz.CONFIGURATION, configuration(who));
        files.put(BindRpz.ALLOW, PolicyZoneText.passing("""
                ; Names that %s. Written by Sallyport; what is changed by hand is lost.
                ; One name a line; *.x is every name below x, and not x. What is not here is stopped by %s.
                """.formatted(who, BindRpz.DENY), list, selection));
        files.put(BindRpz.DENY, PolicyZoneText.stopping("""
                ; Stops every name but those that %s: %s comes first.
                ; In one zone with the names, this line would not stop names that lie beside them.
                """.formatted(who, BindRpz.ALLOW)));
        return new Rendering(List.of(new DeviceFiles(files)), list.entries().size(), selection.concessions());
    }

    private static String configuration(String who) {
        return """
                # Names that %s. Written by Sallyport; what is changed by hand is lost.
                # To install: cp allow.rpz deny.rpz /etc/bind/, put the zones below into /etc/bind/named.conf.local and
                #   response-policy into the options of /etc/bind/named.conf.options, then named-checkconf -z && rndc reconfig.
                #   On a machine of its own, this file is a whole /etc/bind/named.conf.
                # To remove: take both out again, rndc reconfig, rm /etc/bind/allow.rpz /etc/bind/deny.rpz.

                options {
                    directory "/var/cache/bind";

                    # break-dnssec: or a client that asks for signatures gets every signed name.
                    # qname-wait-recurse, recursive-only: or what is stopped is looked up all the same, and can be got.
                    response-policy {
                        zone "allow.rpz";
                        zone "deny.rpz";
                    } break-dnssec yes qname-wait-recurse no recursive-only no;
                };

                zone "allow.rpz" {
                    type primary;
                    file "/etc/bind/allow.rpz";
                    allow-query { none; };
                };

                zone "deny.rpz" {
                    type primary;
                    file "/etc/bind/deny.rpz";
                    allow-query { none; };
                };
                """.formatted(who);
    }
}
