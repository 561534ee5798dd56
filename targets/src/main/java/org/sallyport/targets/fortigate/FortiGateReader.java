package org.sallyport.targets.fortigate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.FirstMatch;
import org.sallyport.targets.FirstMatch.Reach;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.Passage;
import org.sallyport.targets.Release;
import org.sallyport.targets.SourceLine;

/**
 * Reads a script or a backup of a FortiGate: its policies in their order, of which the first that fits decides, and the
 * implicit one at the end that denies. Shares nothing with {@link FortiGateWriter}. Used once.
 */
final class FortiGateReader {

    /** Attributes of a policy that have no part in what it fits. */
    private static final Set<String> HARMLESS = Set.of(
            "name",
            "uuid",
            "status",
            "action",
            "nat",
            "logtraffic",
            "logtraffic-start",
            "comments",
            "label",
            "global-label",
            "auto-asic-offload",
            "np-acceleration",
            "ippool",
            "poolname",
            "fixedport",
            "session-ttl",
            "tcp-session-without-syn",
            "match-vip",
            "srcintf",
            "dstintf",
            "srcaddr",
            "dstaddr",
            "schedule",
            "service",
            "capture-packet",
            "tcp-mss-sender",
            "tcp-mss-receiver",
            "diffserv-forward",
            "traffic-shaper",
            "traffic-shaper-reverse",
            "inspection-mode",
            "ssl-ssh-profile",
            "profile-protocol-options",
            "profile-type");

    /** Attributes that make a policy fit for some clients, or let its profiles stop something. */
    private static final Set<String> NARROWING = Set.of(
            "groups",
            "users",
            "fsso-groups",
            "utm-status",
            "profile-group",
            "av-profile",
            "webfilter-profile",
            "dnsfilter-profile",
            "ips-sensor",
            "application-list",
            "emailfilter-profile",
            "dlp-profile",
            "dlp-sensor",
            "file-filter-profile",
            "waf-profile",
            "voip-profile",
            "icap-profile",
            "srcaddr-negate",
            "block-notification",
            "geoip-anycast",
            "devices",
            "rtp-nat",
            "ztna-status",
            "ztna-ems-tag",
            "captive-portal-exempt");

    private final LineNotes notes;
    private final Configuration configuration;
    private final FirstMatch policies = new FirstMatch();
    private Optional<Passage> first = Optional.empty();

    private FortiGateReader(LineNotes notes, List<Script.Command> commands, Optional<Release> release) {
        this.notes = notes;
        this.configuration = Configuration.of(commands, notes, release);
    }

    static Reading read(DeviceFiles files, Optional<Release> release) {
        LineNotes notes = new LineNotes(SourceLine.of(files));
        List<Script.Command> commands = Script.commands(notes);
        boolean script = commands.isEmpty()
                || commands.stream().anyMatch(command -> command.verb().equals("config"));
        if (!script) {
            return FeedReader.read(files);
        }
        return new FortiGateReader(notes, commands, release).read();
    }

    private Reading read() {
        for (Table.Entry policy :
                configuration.table(Configuration.POLICY).entries().values()) {
            if (!policy.text("status", "enable").equals("disable")) {
                policy(policy);
            }
        }
        if (configuration.isOpen()) {
            policies.add(true, Reach.NOTHING, Reach.EVERYTHING);
        }
        return policies.reading(notes.lines());
    }

    private void policy(Table.Entry policy) {
        String action = policy.text("action", "deny");
        boolean allows = !action.equals("deny");
        boolean sure = !allows || action.equals("accept");
        Passage here = new Passage(texts(policy, "srcintf"), texts(policy, "dstintf"));
        if (first.isEmpty()) {
            first = Optional.of(here);
        }
        boolean everyClient = first.get().covers(here) || here.covers(first.get());
        sure &= here.covers(first.get());
        if (!everyClient) {
            policy.first("srcintf")
                    .ifPresent(value -> notes.is(
                            value.line(),
                            Line.State.NOT_SUPPORTED,
                            Text.of(
                                    "other interfaces than those of the first policy; read them apart",
                                    "d'autres interfaces que celles de la première règle ; lisez-les à part")));
        }
        sure &= texts(policy, "srcaddr").contains("all");
        sure &= texts(policy, "schedule").equals(Set.of("always"));
        Optional<NameSet> widest = Optional.empty();
        for (String attribute : policy.attributes().keySet()) {
            if (!HARMLESS.contains(attribute)) {
                boolean off = policy.text(attribute, "").equals("disable");
                boolean narrows = NARROWING.contains(attribute);
                if (!off) {
                    sure = false;
                    widest = narrows ? widest : Optional.of(NameSet.all());
                    Line.State state = narrows || isNegation(attribute) ? Line.State.NOT_SUPPORTED : Line.State.UNKNOWN;
                    policy.all(attribute).forEach(value -> notes.is(value.line(), state, NOT_MODELLED));
                }
            }
        }
        add(policy, allows, sure, widest);
    }

    private void add(Table.Entry policy, boolean allows, boolean sure, Optional<NameSet> widest) {
        if (!allows) {
            // what a policy denies is not what its lines let through
            LineNotes unseen = new LineNotes(notes.source());
            Addresses.Destination names = new Addresses(configuration, unseen).destination(policy.all("dstaddr"));
            Services.Span ports = Services.span(policy.all("service"), configuration, unseen);
            policies.add(false, surely(names, ports, sure), possibly(names, ports, widest));
            return;
        }
        Addresses.Destination names = new Addresses(configuration, notes).destination(policy.all("dstaddr"));
        Services.Span ports = Services.span(policy.all("service"), configuration, notes);
        policies.add(true, surely(names, ports, sure), possibly(names, ports, widest));
    }

    private static Reach surely(Addresses.Destination names, Services.Span ports, boolean sure) {
        return sure && !ports.isConditional()
                ? new Reach(names.surely(), ports.ports(), ports.everywhere())
                : Reach.NOTHING;
    }

    private static Reach possibly(Addresses.Destination names, Services.Span ports, Optional<NameSet> widest) {
        return new Reach(
                widest.orElse(names.possibly()), ports.ports(), ports.possiblyEverywhere() || widest.isPresent());
    }

    private static boolean isNegation(String attribute) {
        return attribute.endsWith("-negate") || attribute.startsWith("internet-service") || attribute.endsWith("addr6");
    }

    private static Set<String> texts(Table.Entry policy, String attribute) {
        return policy.all(attribute).stream().map(Table.Value::text).collect(Collectors.toCollection(HashSet::new));
    }

    /** The text is neither a script nor a list of names. */
    static InputException foreign(SourceLine line) {
        return new InputException(
                new Where(line.file(), line.number(), 1),
                Text.of(
                        "neither commands of a FortiGate nor a list of domains",
                        "ni des commandes d'un FortiGate, ni une liste de domaines"),
                Text.of(
                        "give a script, a backup, or a feed with one domain a line",
                        "donnez un script, une sauvegarde, ou une liste avec un domaine par ligne"));
    }

    private static final Text NOT_MODELLED = Text.of(
            "it changes what the policy fits, and is not modelled",
            "il change ce que la règle vise, et n'est pas modélisé");
}
