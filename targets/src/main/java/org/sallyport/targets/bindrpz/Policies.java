package org.sallyport.targets.bindrpz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.DnsName;
import org.sallyport.targets.LineNotes;

/**
 * What {@code named.conf} says about response policy: which zones, in which order, and who gets around them. Used once.
 */
final class Policies {

    /** What the configuration makes of the triggers of a zone. */
    enum Ruling {
        GIVEN,
        ALL_PASS,
        ALL_STOP,
        /** The zone is looked at and nothing follows. */
        DISABLED,
        /** They are answered with another name. */
        OTHER
    }

    /**
     * A zone of the response policy.
     *
     * @param line index of the line that lists it
     */
    record Policy(DnsName zone, Ruling ruling, int line) {}

    private static final Set<String> HARMLESS = words("""
            acl controls key keys logging server trust-anchors managed-keys trusted-keys statistics-channels http tls
            primaries masters remote-servers parental-agents dnssec-policy key-store
            """);

    /** Options that have no part in which names pass the policy. */
    private static final Set<String> HARMLESS_OPTIONS = words("""
            allow-notify allow-query allow-query-cache allow-query-cache-on allow-query-on allow-recursion
            allow-recursion-on allow-transfer allow-update also-notify answer-cookie attach-cache auth-nxdomain
            avoid-v4-udp-ports avoid-v6-udp-ports blackhole cache-file check-names cleaning-interval clients-per-query
            cookie-algorithm cookie-secret coresize datasize deny-answer-addresses directory disable-empty-zone dns64
            dnssec-enable dnssec-validation dual-stack-servers dump-file edns-udp-size empty-contact empty-server
            empty-zones-enable fetches-per-server fetches-per-zone files flush-zones-on-shutdown forward forwarders
            geoip-directory glue-cache heartbeat-interval hostname interface-interval ixfr-from-differences
            keep-response-order lame-ttl listen-on listen-on-v6 lock-file managed-keys-directory match-mapped-addresses
            max-cache-size max-cache-ttl max-clients-per-query max-ncache-ttl max-recursion-depth
            max-recursion-queries max-stale-ttl max-udp-size memstatistics memstatistics-file message-compression
            min-cache-ttl min-ncache-ttl minimal-any minimal-responses new-zones-directory no-case-compress nocookie-udp-size
            notify notify-source notify-source-v6 nta-lifetime nta-recheck parental-source pid-file port prefetch
            preferred-glue provide-ixfr qname-minimization query-source query-source-v6 querylog random-device
            rate-limit recursing-file recursive-clients request-expire request-ixfr request-nsid require-server-cookie
            resolver-query-timeout reuseport root-key-sentinel rrset-order secroots-file send-cookie serial-query-rate
            server-id session-keyalg session-keyfile session-keyname sortlist stale-answer-client-timeout
            stale-answer-enable stale-answer-ttl stale-cache-enable stale-refresh-time startup-notify-rate
            statistics-file synth-from-dnssec tcp-advertised-timeout tcp-clients tcp-idle-timeout tcp-initial-timeout
            tcp-keepalive-timeout tcp-listen-queue tkey-domain tkey-gssapi-keytab transfer-format transfer-source
            transfer-source-v6 transfers-in transfers-out transfers-per-ns trust-anchor-telemetry use-v4-udp-ports
            use-v6-udp-ports v6-bias validate-except version zone-statistics
            """);

    private final LineNotes notes;
    private final List<Policy> policies = new ArrayList<>();
    private final Map<DnsName, String> files = new HashMap<>();
    private final Set<DnsName> declared = new HashSet<>();
    private boolean anything;
    private Optional<Integer> gotAround = Optional.empty();

    Policies(List<Statement> statements, LineNotes notes) {
        this.notes = notes;
        statements.forEach(this::top);
        for (Policy policy : policies) {
            if (!declared.contains(policy.zone())) {
                notes.is(policy.line(), Line.State.WRONG, NO_ZONE);
            }
        }
    }

    /** In the order in which they are looked at. */
    List<Policy> list() {
        return List.copyOf(policies);
    }

    /** The last part of the path of the zone's file. */
    Optional<String> fileOf(DnsName zone) {
        return Optional.ofNullable(files.get(zone)).map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    /** The zones that the server answers from data of its own. */
    Set<DnsName> own() {
        return Set.copyOf(declared);
    }

    /** Whether something that is not modelled can let anything through. */
    boolean canLetAnythingThrough() {
        return anything;
    }

    /** The line of a response policy that some queries get around. */
    Optional<Integer> gotAround() {
        return gotAround;
    }

    private void top(Statement statement) {
        switch (statement.keyword()) {
            case "options" -> statement.block().forEach(this::option);
            case "zone" -> zone(statement);
            default -> {
                if (!HARMLESS.contains(statement.keyword())) {
                    open(
                            statement,
                            statement.keyword().equals("include")
                                    || statement.keyword().equals("view"));
                }
            }
        }
    }

    private void option(Statement statement) {
        switch (statement.keyword()) {
            case "response-policy" -> responsePolicy(statement);
            case "dnsrps-enable" -> open(statement, true);
            case "recursion" -> {
                if (!statement.word(1).equals("yes")) {
                    open(statement, true);
                }
            }
            default -> {
                if (!HARMLESS_OPTIONS.contains(statement.keyword())) {
                    open(statement, statement.keyword().equals("include"));
                }
            }
        }
    }

    private void open(Statement statement, boolean known) {
        anything = true;
        notes.is(statement.line(), known ? Line.State.NOT_SUPPORTED : Line.State.UNKNOWN);
    }

    private void zone(Statement statement) {
        Optional<DnsName> name = DnsName.parse(statement.word(1)).map(Policies::absolute);
        if (name.isEmpty()) {
            notes.is(statement.line(), Line.State.WRONG, NO_ZONE);
            return;
        }
        for (Statement inside : statement.block()) {
            if (inside.keyword().equals("file") && inside.words().size() == 2) {
                files.put(name.get(), inside.words().get(1));
            }
            if (inside.keyword().equals("type")
                    && Set.of("primary", "master", "secondary", "slave").contains(inside.word(1))) {
                declared.add(name.get());
            }
        }
    }

    private void responsePolicy(Statement statement) {
        if (!policies.isEmpty()) {
            notes.is(statement.line(), Line.State.WRONG, TWICE);
        }
        Map<String, String> flags = flags(statement.behind());
        boolean signed = !flags.getOrDefault("break-dnssec", "no").equals("yes");
        boolean cached = !flags.getOrDefault("recursive-only", "yes").equals("no")
                && !flags.getOrDefault("qname-wait-recurse", "yes").equals("no");
        for (Statement zone : statement.block()) {
            policy(zone);
        }
        notes.is(statement.line(), Line.State.UNDERSTOOD);
        if (signed || cached) {
            gotAround = Optional.of(statement.line());
            notes.is(statement.line(), Line.State.UNDERSTOOD, signed ? SIGNED : CACHED);
        }
        if (flags.getOrDefault("dnsrps-enable", "no").equals("yes")) {
            open(statement, true);
        }
    }

    private void policy(Statement statement) {
        Optional<DnsName> name = DnsName.parse(statement.word(1)).map(Policies::absolute);
        if (!statement.keyword().equals("zone") || name.isEmpty()) {
            notes.is(statement.line(), Line.State.WRONG, NO_ZONE);
            return;
        }
        Map<String, String> flags = flags(statement.words());
        Ruling ruling = switch (flags.getOrDefault("policy", "given")) {
            case "given" -> Ruling.GIVEN;
            case "passthru", "no-op" -> Ruling.ALL_PASS;
            case "nxdomain", "nodata", "drop" -> Ruling.ALL_STOP;
            case "disabled" -> Ruling.DISABLED;
            default -> Ruling.OTHER;
        };
        policies.add(new Policy(name.get(), ruling, statement.line()));
        notes.is(statement.line(), ruling == Ruling.OTHER ? Line.State.NOT_SUPPORTED : Line.State.UNDERSTOOD);
        if (flags.getOrDefault("recursive-only", "no").equals("yes")) {
            open(statement, true);
        }
    }

    /** Words and what follows them. */
    private static Map<String, String> flags(List<String> words) {
        Map<String, String> flags = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            flags.putIfAbsent(words.get(i), words.get(i + 1));
        }
        return flags;
    }

    private static DnsName absolute(DnsName name) {
        return name.in(new DnsName(List.of(), true));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    private static final Text NO_ZONE = Text.of(
            "BIND does not start: there is no primary or secondary zone of that name",
            "BIND ne démarre pas : aucune zone primaire ou secondaire ne porte ce nom");
    private static final Text TWICE =
            Text.of("BIND does not start with two of them", "BIND ne démarre pas avec deux de celles-ci");
    private static final Text SIGNED = Text.of(
            "without break-dnssec yes, a client that asks for signatures gets every signed name",
            "sans break-dnssec yes, un client qui demande les signatures obtient tout nom signé");
    private static final Text CACHED = Text.of(
            "without recursive-only no or qname-wait-recurse no, stopped names are looked up and can be had from the cache",
            "sans recursive-only no ni qname-wait-recurse no, les noms arrêtés sont cherchés, et le cache les donne");
}
