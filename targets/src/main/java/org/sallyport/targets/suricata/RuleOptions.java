package org.sallyport.targets.suricata;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;

/** What a rule's options ask. Used by one thread. */
final class RuleOptions {

    /** Those that change nothing of what the rule acts on. */
    private static final Set<String> REMARKS = Set.of(
            "msg",
            "sid",
            "rev",
            "gid",
            "classtype",
            "reference",
            "metadata",
            "priority",
            "target",
            "noalert",
            "prefilter");

    private final String protocol;
    private final KnownNames known;
    private final Set<Traffic> laterPackets = EnumSet.noneOf(Traffic.class);
    private final Set<Traffic> not = EnumSet.noneOf(Traffic.class);
    private Optional<NameConditions> names = Optional.empty();
    private Optional<Text> open = Optional.empty();
    private Optional<Text> refusal = Optional.empty();
    private boolean established;
    private boolean notEstablished;
    private boolean inData;
    private boolean flow;
    private boolean detects;
    private boolean named;

    private RuleOptions(String protocol, KnownNames known) {
        this.protocol = protocol;
        this.known = known;
    }

    static RuleOptions of(RuleText rule, KnownNames known) {
        RuleOptions options = new RuleOptions(rule.protocol(), known);
        List<RuleText.Option> list = rule.options();
        for (int i = 0; i < list.size(); i++) {
            i += options.take(list, i);
        }
        options.finish();
        return options;
    }

    /** Takes the option, and says how many behind it were taken with it. */
    private int take(List<RuleText.Option> options, int at) {
        RuleText.Option option = options.get(at);
        if (named && names.isPresent() && names.get().take(option)) {
            return 0;
        }
        switch (option.keyword()) {
            case "flow" -> flow(option.value());
            case "tls.sni", "tls_sni" -> buffer("tls", false);
            case "http.host" -> buffer("http", true);
            case "ssl_state" -> {
                inData = true;
                leaveOpen(!option.value().equals("client_hello") || !protocol.equals("tls"), option);
            }
            case "app-layer-protocol" -> detected(option);
            case "http.header_names" -> {
                inData = true;
                named = false;
                return everyHeader(options, at, option);
            }
            case "content" -> {
                inData = true;
                return beginning(options, at, option);
            }
            default -> {
                // what follows another buffer is looked for there
                boolean remark = REMARKS.contains(option.keyword());
                named &= remark || !option.value().isEmpty();
                inData |= !remark;
                leaveOpen(!remark, option);
            }
        }
        return 0;
    }

    private void flow(String value) {
        flow = true;
        for (String word : value.split(",", -1)) {
            switch (word.strip()) {
                case "established" -> established = true;
                case "not_established" -> notEstablished = true;
                case "to_server", "from_client", "stateless" -> {}
                default -> leaveOpen(true, new RuleText.Option("flow:" + word.strip(), ""));
            }
        }
    }

    private void buffer(String of, boolean host) {
        inData = true;
        named = true;
        if (names.isPresent() || !(protocol.equals(of) || (host && protocol.equals("http1")))) {
            leaveOpen(true, new RuleText.Option(host ? "http.host" : "tls.sni", ""));
        }
        if (names.isEmpty()) {
            names = Optional.of(new NameConditions(host, known));
        }
    }

    /** What is not one of the two protocols may not be known for another either, and then the rule does not act. */
    private void detected(RuleText.Option option) {
        inData = true;
        switch (option.value()) {
            case "!tls" -> not.add(Traffic.TLS);
            case "!http", "!http1" -> not.add(Traffic.HTTP);
            case "tls" -> not.addAll(EnumSet.complementOf(EnumSet.of(Traffic.TLS)));
            case "http", "http1" -> not.addAll(EnumSet.complementOf(EnumSet.of(Traffic.HTTP)));
            default -> leaveOpen(true, option);
        }
        detects = true;
    }

    /** {@code http.header_names; content:"|0d 0a|"; startswith;} is every request that has a header. */
    private int everyHeader(List<RuleText.Option> options, int at, RuleText.Option option) {
        if (is(options, at + 1, "content", "\r\n") && is(options, at + 2, "startswith", "")) {
            return 2;
        }
        leaveOpen(true, option);
        return 0;
    }

    /** {@code content:!"|16 03|"; depth:2;} is every packet that begins no TLS record. */
    private int beginning(List<RuleText.Option> options, int at, RuleText.Option option) {
        boolean tls = option.value().startsWith("!")
                && Content.unquoted(option.value().substring(1).strip()).equals(Optional.of("\u0016\u0003"));
        if (protocol.equals("tcp-pkt")
                && tls
                && (is(options, at + 1, "depth", "2") || is(options, at + 1, "startswith", ""))) {
            laterPackets.add(Traffic.TLS);
            return 1;
        }
        leaveOpen(true, option);
        return 0;
    }

    private static boolean is(List<RuleText.Option> options, int at, String keyword, String value) {
        return at < options.size()
                && options.get(at).keyword().equals(keyword)
                && (keyword.equals("content")
                        ? Content.unquoted(options.get(at).value()).equals(Optional.of(value))
                        : options.get(at).value().equals(value));
    }

    private void leaveOpen(boolean really, RuleText.Option option) {
        if (really && open.isEmpty()) {
            open = Optional.of(Text.of(
                    "%s is not modelled: it acts on some of the traffic only",
                    "%s n'est pas modélisé : elle n'agit que sur une partie du trafic", option.keyword()));
        }
    }

    private void finish() {
        if (names.isPresent() && names.get().isWrong()) {
            refusal = Optional.of(NAME);
        } else if (names.isPresent() && !names.get().isExact()) {
            leaveOpen(true, new RuleText.Option("content/pcre", ""));
        }
    }

    boolean isWrong() {
        return refusal.isPresent();
    }

    Text refusal() {
        return refusal.orElse(NAME);
    }

    /** Why the rule does not act on all that it seems to. */
    Optional<Text> open() {
        return open;
    }

    Optional<Text> remark() {
        return names.filter(NameConditions::neverMatches).map(_ -> CASE);
    }

    Matched names() {
        return names.map(NameConditions::matched).orElse(Matched.ALL);
    }

    boolean handshake() {
        return !established && !inData;
    }

    /** Whether it asks for nothing at all. */
    boolean none() {
        return handshake() && !notEstablished && !flow && open.isEmpty();
    }

    /** On whose data the rule acts, of the protocol's. */
    Set<Traffic> certainly(Set<Traffic> traffic) {
        Set<Traffic> on = EnumSet.noneOf(Traffic.class);
        on.addAll(traffic);
        on.removeAll(not);
        on.removeAll(laterPackets);
        if (detects) {
            on.retainAll(EnumSet.of(Traffic.TLS, Traffic.HTTP));
        }
        return notEstablished ? Set.of() : on;
    }

    /** On whose data it acts where the engine has found out what it is, or in packets behind the first. */
    Set<Traffic> perhaps(Set<Traffic> traffic) {
        Set<Traffic> on = EnumSet.noneOf(Traffic.class);
        if (detects && !notEstablished) {
            on.addAll(traffic);
            on.removeAll(not);
            on.removeAll(EnumSet.of(Traffic.TLS, Traffic.HTTP));
        }
        on.addAll(laterPackets);
        return on;
    }

    private static final Text NAME = Text.of(
            "Suricata takes no such condition on a name: http.host is compared in lower case, and without nocase",
            "Suricata refuse une telle condition sur un nom : http.host se compare en minuscules et sans nocase");
    private static final Text CASE = Text.of(
            "it matches upper-case letters only, and clients send lower case: add nocase",
            "elle ne trouve que des majuscules, et les clients envoient des minuscules : ajoutez nocase");
}
