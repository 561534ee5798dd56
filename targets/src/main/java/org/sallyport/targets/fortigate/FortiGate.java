package org.sallyport.targets.fortigate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
 * Fortinet FortiGate: address objects, services and policies as a script of commands, or a feed of domains for its DNS
 * filter. By the FortiOS administration guide and CLI reference; the README beside this file names the pages.
 */
public final class FortiGate implements Target {

    static final String SCRIPT = "fortigate.conf";
    static final String FEED = "domains.txt";

    /** Members of one address group, the least that any model takes. */
    static final int GROUP = 300;

    /** Wildcards in address objects of policies came with it. */
    static final Release WILDCARDS = Release.of(6, 2, 2);

    static final Capabilities.Option FORM = new Capabilities.Option(
            "form",
            "policy",
            Text.of(
                    "policy for address objects and policies, feed for a list of domains that the DNS filter fetches",
                    "policy pour des objets adresse et des règles, feed pour une liste de domaines que le filtre DNS charge"));
    static final Capabilities.Option FROM = new Capabilities.Option(
            "from", "internal", Text.of("the interface of the clients", "l'interface des clients"));
    static final Capabilities.Option TO = new Capabilities.Option(
            "to", "wan1", Text.of("the interface to the internet", "l'interface vers Internet"));
    static final Capabilities.Option FIRST = new Capabilities.Option(
            "first-policy",
            "7001",
            Text.of(
                    "the number of the first policy; the next ones follow",
                    "le numéro de la première règle ; les autres suivent"));

    private static final Id ID = Id.parse("fortigate");
    private static final List<Capabilities.Option> OPTIONS = List.of(FORM, FROM, TO, FIRST);
    private static final Capabilities POLICY = capabilities(Set.of(Notation.NAME, Notation.BELOW));

    @Override
    public Id id() {
        return ID;
    }

    @Override
    public Text title() {
        return Text.of("Fortinet FortiGate, firewall", "Fortinet FortiGate, pare-feu");
    }

    @Override
    public Capabilities capabilities() {
        return POLICY;
    }

    @Override
    public Capabilities capabilities(Device device) {
        if (isFeed(device)) {
            return new Capabilities(
                    Set.of(Sight.DNS_QUERY),
                    Set.of(Notation.NAME, Notation.BELOW),
                    false,
                    Limits.NONE_KNOWN,
                    Evidence.MANUAL,
                    OPTIONS);
        }
        boolean old = Release.of(device).filter(r -> r.isBefore(WILDCARDS)).isPresent();
        return old ? capabilities(Set.of(Notation.NAME)) : POLICY;
    }

    private static Capabilities capabilities(Set<Notation> says) {
        return new Capabilities(
                Set.of(Sight.RESOLVED_ADDRESS, Sight.LEARNT_ADDRESS),
                says,
                true,
                new Limits(OptionalInt.empty(), OptionalInt.of(GROUP), OptionalInt.of(255)),
                Evidence.MANUAL,
                OPTIONS);
    }

    static boolean isFeed(Device device) {
        String form = FORM.of(device);
        return switch (form) {
            case "policy" -> false;
            case "feed" -> true;
            default -> throw FORM.refusal(device, Text.of("write policy or feed", "écrivez policy ou feed"));
        };
    }

    @Override
    public Rendering write(Allowlist allowlist, Device device) {
        return new FortiGateWriter(this, allowlist, device).write();
    }

    @Override
    public Reading read(DeviceFiles files) {
        return FortiGateReader.read(files, Optional.empty());
    }

    @Override
    public Reading read(DeviceFiles files, Device device) {
        return FortiGateReader.read(files, Release.of(device));
    }
}
