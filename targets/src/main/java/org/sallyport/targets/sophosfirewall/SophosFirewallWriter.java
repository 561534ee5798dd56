package org.sallyport.targets.sophosfirewall;

import java.util.List;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Rule;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.ObjectName;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code Entities.xml}. Used once. */
final class SophosFirewallWriter {

    private static final String GROUP = "sallyport";

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final NameList list;
    private final StringBuilder text = new StringBuilder();

    SophosFirewallWriter(SophosFirewall target, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.list = NameList.of(selection, target, device);
    }

    Rendering write() {
        String api = SophosFirewall.API.of(
                device,
                "[0-9]{4}\\.[0-9]{1,2}",
                Text.of(
                        "write it as an export shows it, like 2000.1",
                        "écrivez-la comme un export, par exemple 2000.1"));
        boolean exception = SophosFirewall.EXCEPTION.isTrue(device);
        line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        header();
        line("<Configuration APIVersion=\"" + api + "\" IPS_CAT_VER=\"1\">");
        line("<FQDNHostGroup transactionid=\"\"><Name>" + GROUP + "</Name></FQDNHostGroup>");
        list.entries().forEach(this::host);
        if (exception && !list.entries().isEmpty()) {
            exception();
        }
        line("</Configuration>");
        return new Rendering(
                List.of(DeviceFiles.of(SophosFirewall.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private void header() {
        comment("Sophos Firewall: hosts that the site " + allowlist.site().name() + " lets through, for the device "
                + device.name() + ".");
        comment("Written by sallyport render; what is changed by hand is lost with the next one.");
        comment("Nothing passes by these objects alone: a firewall rule has to allow the host group " + GROUP
                + " at the ports of the plan, and a rule behind it has to drop the rest.");
        comment("Names become addresses here: whatever shares an address with an allowed name passes too.");
        comment("Install: tar -cf sallyport.tar " + SophosFirewall.FILE + ", then Backup and firmware, Import export.");
        comment("An import takes nothing out: delete hosts of the group that are no longer in this file.");
        comment("Remove: the rule, then the host group, its hosts, and the web exception; the README has the steps.");
        selection
                .concessions()
                .forEach(concession -> comment(
                        "Note: " + Comments.oneLine(concession.sentence().english())));
    }

    /** One host a line, with its reason. */
    private void host(HostPattern host, List<Rule> rules) {
        text.append("<FQDNHost transactionid=\"\"><Name>")
                .append(ObjectName.of(host, SophosFirewall.LONGEST_NAME))
                .append("</Name><FQDN>")
                .append(host)
                .append("</FQDN><FQDNHostGroupList><FQDNHostGroup>" + GROUP
                        + "</FQDNHostGroup></FQDNHostGroupList></FQDNHost> ");
        comment(Comments.reasons(rules));
    }

    private void exception() {
        line("<WebFilterException transactionid=\"\">");
        line("<Name>" + GROUP + "</Name><Desc>Written by Sallyport: no HTTPS decryption for the host group</Desc>");
        line("<Enabled>on</Enabled><HttpsDecrypt>on</HttpsDecrypt><VirusScan>off</VirusScan>"
                + "<PolicyCheck>off</PolicyCheck>");
        line("<EnableSrcIP>no</EnableSrcIP><EnableDstIP>no</EnableDstIP><EnableURLRegex>yes</EnableURLRegex>"
                + "<EnableWebCat>no</EnableWebCat>");
        line("<DomainList>");
        list.entries().keySet().forEach(host -> line("<URLRegex>" + expression(host) + "</URLRegex>"));
        line("</DomainList>");
        line("</WebFilterException>");
    }

    /** Bound at both ends of the host; whether a scheme or a port stands beside it is not documented. */
    private static String expression(HostPattern host) {
        return "^([A-Za-z]+://)?" + (host.isWildcard() ? "([A-Za-z0-9_-]+\\.)+" : "")
                + host.suffix().value().replace(".", "\\.") + "(:[0-9]+)?/";
    }

    /** Two hyphens would end a comment. */
    private void comment(String comment) {
        line("<!-- " + comment.replaceAll("-(?=-)", "- ") + " -->");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
