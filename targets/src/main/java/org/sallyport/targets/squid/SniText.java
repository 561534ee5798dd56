package org.sallyport.targets.squid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Device;

/**
 * The lines that hold the name in the ClientHello of a tunnel against the list, without decrypting anything: Squid reads
 * it, and then makes a tunnel or ends the connection.
 *
 * @param certificate the file that {@code http_port ... ssl-bump} demands
 */
record SniText(String certificate) {

    /** Empty where the device does not ask for it. */
    static Optional<SniText> of(Device device) {
        boolean sni = Squid.SNI.isTrue(device);
        String certificate = Squid.CERTIFICATE.of(
                device,
                "/[A-Za-z0-9._/-]{1,200}",
                Text.of(
                        "write a path like %s, of letters, digits, dots, hyphens and underscores",
                        "écrivez un chemin comme %s, fait de lettres, chiffres, points, tirets et tirets bas",
                        Squid.CERTIFICATE.fallback()));
        return sni ? Optional.of(new SniText(certificate)) : Optional.empty();
    }

    /** Lines for the head of a file with listeners. */
    List<String> needs() {
        return List.of(
                "# Needs:    Squid with OpenSSL (Debian: squid-openssl instead of squid), and a certificate that it demands",
                "#           and shows to nobody:",
                "#               " + command());
    }

    /** The same for a file without listeners. */
    List<String> needsInAnotherFile() {
        List<String> lines = new ArrayList<>(needs());
        lines.add("#           and this at the end of every http_port line, or nothing is asked inside tunnels:");
        lines.add("#               " + port());
        return lines;
    }

    private String command() {
        return "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=squid -keyout " + certificate + " -out "
                + certificate;
    }

    /** What stands behind the address on an {@code http_port} line. */
    String port() {
        return "ssl-bump generate-host-certificates=off tls-cert=" + certificate;
    }

    /** Whether tunnels go to the ports of a group. */
    static boolean isAbout(PortGroup group) {
        return group.ports().stream().anyMatch(port -> port != Port.HTTP.number());
    }

    static String domain(int group, PortGroup.Value value) {
        return "acl sallyport_" + group + "_sni ssl::server_name --client-requested " + value.text();
    }

    static String expression(int group, PortGroup.Value value) {
        return "acl sallyport_" + group + "_sni_patterns ssl::server_name_regex --client-requested -i " + value.text();
    }

    /** Otherwise Squid would answer a refused CONNECT with 200, to show its page in TLS with its own certificate. */
    static List<String> refusal() {
        return List.of(
                "# A refused tunnel is reset: with ssl-bump Squid would take it, and decrypt, to show a page.",
                "deny_info TCP_RESET sallyport_tunnel");
    }

    /** What becomes of a tunnel that http_access allows. */
    static List<String> rules(List<PortGroup> groups) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "# What http_access lets through as a tunnel has to ask for a name of the list there, too. Squid takes *.x",
                "# for any name below x, and .x for x, when a client asks for that: no names, so they do not pass.",
                "acl sallyport_connect at_step SslBump1",
                "acl sallyport_hello at_step SslBump2",
                "acl sallyport_odd ssl::server_name_regex --client-requested ^\\. [^A-Za-z0-9._-]",
                "ssl_bump peek sallyport_connect",
                "ssl_bump terminate sallyport_odd"));
        for (int i = 0; i < groups.size(); i++) {
            PortGroup group = groups.get(i);
            String rule = "ssl_bump splice sallyport_hello sallyport_" + (i + 1) + "_ports sallyport_" + (i + 1);
            if (isAbout(group) && !group.domains().isEmpty()) {
                lines.add(rule + "_sni");
            }
            if (isAbout(group) && !group.expressions().isEmpty()) {
                lines.add(rule + "_sni_patterns");
            }
        }
        lines.add("ssl_bump terminate all");
        return lines;
    }
}
