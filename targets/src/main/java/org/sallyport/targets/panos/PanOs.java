package org.sallyport.targets.panos;

import java.util.List;
import java.util.Optional;
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
import org.sallyport.targets.Release;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Sight;
import org.sallyport.targets.Target;

/**
 * Palo Alto Networks PAN-OS: custom URL categories and security rules as set commands, or an external dynamic list of
 * URLs or of domains. By the guidelines for URL category exceptions and for external dynamic lists; the README beside
 * this file names the pages.
 */
public final class PanOs implements Target {

    static final String COMMANDS = "panos.txt";
    static final String URLS = "url-list.txt";
    static final String DOMAINS = "domain-list.txt";

    /** From it on an entry of a URL list ends where it ends; before, an asterisk is implied behind it. */
    static final Release ENDING_TOKEN = Release.of(10, 2);

    /** Entries of all lists of one type that every model takes, since PAN-OS 7.1. */
    private static final int LIST = 50_000;

    /** Of 255 characters of an entry, one is the slash at its end. */
    private static final int OCTETS = 254;

    static final Capabilities.Option FORM = new Capabilities.Option(
            "form",
            "rules",
            Text.of(
                    "rules for URL categories and security rules; url-list or domain-list for an external dynamic list",
                    "rules pour des catégories d'URL et des règles ; url-list ou domain-list pour une liste dynamique externe"));
    static final Capabilities.Option FROM =
            new Capabilities.Option("from", "trust", Text.of("the zone of the clients", "la zone des clients"));
    static final Capabilities.Option TO =
            new Capabilities.Option("to", "untrust", Text.of("the zone of the internet", "la zone d'Internet"));

    private static final Id ID = Id.parse("pan-os");
    private static final List<Capabilities.Option> OPTIONS = List.of(FORM, FROM, TO);
    private static final Capabilities RULES =
            capabilities(Set.of(Sight.SNI, Sight.HTTP_HOST, Sight.CERTIFICATE), true, Limits.ofOctets(OCTETS));
    private static final Capabilities URL_LIST = capabilities(
            Set.of(Sight.SNI, Sight.HTTP_HOST, Sight.CERTIFICATE),
            false,
            Limits.ofEntries(LIST).andOctets(OCTETS));
    private static final Capabilities DOMAIN_LIST =
            capabilities(Set.of(Sight.DNS_QUERY), false, Limits.ofEntries(LIST).andOctets(OCTETS));

    /** What the text is. */
    enum Form {
        RULES,
        URL_LIST,
        DOMAIN_LIST
    }

    private static Capabilities capabilities(Set<Sight> sees, boolean ports, Limits limits) {
        return new Capabilities(sees, Set.of(Notation.NAME, Notation.BELOW), ports, limits, Evidence.MANUAL, OPTIONS);
    }

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("Palo Alto Networks PAN-OS, firewall", "Palo Alto Networks PAN-OS, pare-feu");
    }

    @Override
    public Capabilities capabilities() {
        return RULES;
    }

    @Override
    public Capabilities capabilities(Device device) {
        return switch (form(device)) {
            case RULES -> RULES;
            case URL_LIST -> URL_LIST;
            case DOMAIN_LIST -> DOMAIN_LIST;
        };
    }

    static Form form(Device device) {
        String form = FORM.of(device);
        return switch (form) {
            case "rules" -> Form.RULES;
            case "url-list" -> Form.URL_LIST;
            case "domain-list" -> Form.DOMAIN_LIST;
            default ->
                throw FORM.refusal(
                        device,
                        Text.of("write rules, url-list or domain-list", "écrivez rules, url-list ou domain-list"));
        };
    }

    static String zone(Device device, Capabilities.Option option) {
        return option.of(
                device, "[A-Za-z0-9._-]{1,31}", Text.of("write the name of a zone", "écrivez le nom d'une zone"));
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new PanOsWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return PanOsReader.read(files, Optional.empty(), false);
    }

    @Override
    public Reading read(DeviceFiles files, Device device) {
        return PanOsReader.read(files, Release.of(device), form(device) == Form.DOMAIN_LIST);
    }
}
