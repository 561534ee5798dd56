package org.sallyport.targets.dnsmasq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.SourceLine;

/**
 * What a {@code dnsmasq.conf} resolves, by dnsmasq(8) of release 2.90: the names whose A and AAAA queries reach a
 * server. Read as {@code server} and {@code address} decide together since release 2.86. Immutable once read.
 */
public final class DnsmasqConf {

    /** Octets of a line; what is behind them is a line of its own to dnsmasq, also where it was a comment. */
    static final int LONGEST_LINE = 1024;

    /** Whether what gets its addresses into a set of nftables is told apart. */
    public enum Sets {
        MATTER,
        IRRELEVANT
    }

    /** Addresses of one kind, 4 or 6, go to that set. */
    private record Feed(int version, NftSet set) {}

    private final Sets sets;
    private final List<Line> lines = new ArrayList<>();
    private final Answers answers = new Answers();
    private final Map<Suffix, Set<Feed>> feeds = new HashMap<>();
    private final Map<Map<Suffix, Boolean>, NameSet> fed = new ConcurrentHashMap<>();
    private boolean domainNeeded;
    private NameSet surely = NameSet.none();
    private NameSet possibly = NameSet.none();

    private DnsmasqConf(Sets sets) {
        this.sets = sets;
    }

    /** @throws InputException where the text is no configuration of dnsmasq at all */
    public static DnsmasqConf read(List<SourceLine> source, Sets sets) {
        DnsmasqConf conf = new DnsmasqConf(sets);
        source.stream()
                .filter(line -> !line.text().isBlank())
                .findFirst()
                .filter(line -> line.text().matches("\\s*[<{\\[].*"))
                .ifPresent(line -> {
                    throw new InputException(
                            new Where(line.file(), line.number(), 1),
                            Text.of("this is no configuration of dnsmasq", "ce n'est pas une configuration dnsmasq"),
                            Text.of("give dnsmasq.conf", "donnez dnsmasq.conf"));
                });
        source.forEach(line -> conf.lines.add(conf.line(line)));
        conf.conclude();
        return conf;
    }

    /** All lines in their order. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Names whose IPv4 address is asked for where the name has it. */
    public NameSet surely() {
        return surely;
    }

    /** Names of which a client can get an address, for all that the text says. */
    public NameSet possibly() {
        return possibly;
    }

    /** The names whose addresses of that kind, 4 or 6, go to a set when they are resolved. */
    public NameSet fed(int version, NftSet set) {
        Map<Suffix, Boolean> decisions = new HashMap<>();
        feeds.forEach((suffix, to) -> decisions.put(suffix, to.contains(new Feed(version, set))));
        return fed.computeIfAbsent(decisions, LongestMatch::yes);
    }

    private void conclude() {
        Set<Line.State> states = new HashSet<>();
        lines.forEach(line -> states.add(line.state()));
        NameSet lower = withoutDotless(answers.surely());
        surely = states.contains(Line.State.WRONG) ? NameSet.none() : lower;
        boolean open = states.contains(Line.State.UNKNOWN) || states.contains(Line.State.NOT_SUPPORTED);
        possibly = open ? NameSet.all() : answers.isPlain() ? lower : withoutDotless(answers.possibly());
    }

    private NameSet withoutDotless(NameSet names) {
        return domainNeeded ? names.minus(Suffix.DOTLESS.names()) : names;
    }

    private Line line(SourceLine line) {
        if (line.text().getBytes(StandardCharsets.UTF_8).length >= LONGEST_LINE) {
            return line.is(Line.State.NOT_SUPPORTED, TOO_LONG);
        }
        Optional<ConfLine> parsed = ConfLine.parse(line.text());
        if (parsed.isEmpty() || line.text().startsWith("\uFEFF")) {
            return line.is(Line.State.WRONG, parsed.isEmpty() ? QUOTE : MARK);
        }
        ConfLine said = parsed.get();
        return switch (said.keyword()) {
            case "" -> line.is(said.value().isEmpty() ? Line.State.IRRELEVANT : Line.State.WRONG);
            case "server", "local", "address" -> domains(line, said);
            case "nftset" -> nftset(line, said.value().orElse(""));
            case "ipset" -> line.is(Line.State.IRRELEVANT, SETS);
            case "no-resolv", "domain-needed" -> flag(line, said);
            default -> Directives.state(said).map(line::is).orElseGet(() -> line.is(Line.State.UNKNOWN));
        };
    }

    private Line flag(SourceLine line, ConfLine said) {
        if (said.value().isPresent()) {
            return line.is(Line.State.WRONG, Text.of("takes no value", "ne prend pas de valeur"));
        }
        if (said.keyword().equals("no-resolv")) {
            answers.noServersOfResolvConf();
        } else {
            domainNeeded = true;
        }
        return line.is(Line.State.UNDERSTOOD);
    }

    /** {@code /domain/domain/argument}, in which there may be no domain and no slash. */
    private record Argument(List<String> domains, String rest) {

        static Optional<Argument> parse(String value) {
            if (!value.startsWith("/")) {
                return Optional.of(new Argument(List.of(), value));
            }
            int last = value.lastIndexOf('/');
            return last == 0
                    ? Optional.empty()
                    : Optional.of(new Argument(
                            List.of(value.substring(1, last).split("/", -1)),
                            value.substring(last + 1).strip()));
        }
    }

    private Line domains(SourceLine line, ConfLine said) {
        Optional<Argument> argument = said.value().flatMap(Argument::parse);
        Optional<Answers.Kind> kind =
                argument.flatMap(value -> said.keyword().equals("address") ? own(value) : servers(value.rest()));
        if (argument.isEmpty() || kind.isEmpty()) {
            return line.is(Line.State.WRONG, Text.of("dnsmasq does not start with it", "dnsmasq ne démarre pas avec"));
        }
        Domains domains = Domains.parse(argument.get().domains(), Suffix.DOTLESS);
        if (domains.state() != Line.State.UNDERSTOOD) {
            return line.is(domains.state(), domains.remark().orElse(Text.same("")));
        }
        domains.suffixes().forEach(suffix -> answers.add(suffix, kind.get()));
        // where sets matter, it is the line that fills them which lets a name through
        boolean lets = sets == Sets.IRRELEVANT
                && (kind.get() == Answers.Kind.FORWARDED || kind.get() == Answers.Kind.DEFAULT_SERVERS);
        return said(line, lets ? domains.suffixes() : List.of(), domains.remark());
    }

    private static Line said(SourceLine line, List<Suffix> suffixes, Optional<Text> remark) {
        NameSetBuilder names = new NameSetBuilder();
        suffixes.forEach(suffix -> suffix.addTo(names));
        NameSet about = suffixes.isEmpty() ? NameSet.none() : names.build();
        return new Line(line.file(), line.number(), line.text(), Line.State.UNDERSTOOD, about, remark);
    }

    private static final int LONGEST_SERVER = 100;
    private static final String ADDRESS_4 = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";
    private static final String ADDRESS_6 = "[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";

    private static Optional<Answers.Kind> servers(String server) {
        if (server.isEmpty()) {
            return Optional.of(Answers.Kind.LOCAL);
        }
        if (server.equals("#")) {
            return Optional.of(Answers.Kind.DEFAULT_SERVERS);
        }
        // a server may be given by its name; where from, and for whom, follows the at signs
        String where = "(" + ADDRESS_4 + "|" + ADDRESS_6 + "(%[^#@]+)?|[A-Za-z][A-Za-z0-9._-]*)";
        return server.length() < LONGEST_SERVER && server.matches(where + "(#[0-9]{1,5})? *(@[^@]+){0,2}")
                ? Optional.of(
                        server.contains("#0@") || server.endsWith("#0") ? Answers.Kind.LOCAL : Answers.Kind.FORWARDED)
                : Optional.empty();
    }

    private static Optional<Answers.Kind> own(Argument argument) {
        String address = argument.rest();
        if (argument.domains().isEmpty()) {
            return Optional.empty();
        }
        return switch (address) {
            case "" -> Optional.of(Answers.Kind.LOCAL);
            case "#" -> Optional.of(Answers.Kind.NULL);
            case "0.0.0.0" -> Optional.of(Answers.Kind.NULL_4);
            case "::" -> Optional.of(Answers.Kind.NULL_6);
            default ->
                address.matches(ADDRESS_4)
                        ? Optional.of(Answers.Kind.ADDRESS_4)
                        : address.length() < LONGEST_SERVER && address.matches(ADDRESS_6)
                                ? Optional.of(Answers.Kind.ADDRESS_6)
                                : Optional.empty();
        };
    }

    private Line nftset(SourceLine line, String value) {
        Optional<Argument> argument =
                Argument.parse(value).filter(parsed -> !parsed.domains().isEmpty());
        if (sets == Sets.IRRELEVANT) {
            return line.is(Line.State.IRRELEVANT, SETS);
        }
        if (argument.isEmpty()) {
            return line.is(Line.State.UNDERSTOOD, Text.of("fills no set for any name", "ne remplit aucun ensemble"));
        }
        if (argument.get().rest().isEmpty()) {
            return line.is(Line.State.WRONG, Text.of("names no set", "ne nomme aucun ensemble"));
        }
        Set<Feed> to = new HashSet<>();
        for (String set : argument.get().rest().split(" *, *", -1)) {
            boolean told = set.startsWith("4#") || set.startsWith("6#");
            Optional<NftSet> parsed = NftSet.parse(told ? set.substring(2) : set);
            if (parsed.isEmpty()) {
                return line.is(Line.State.UNKNOWN);
            }
            for (int version : told ? new int[] {set.charAt(0) - '0'} : new int[] {4, 6}) {
                to.add(new Feed(version, parsed.get()));
            }
        }
        Domains domains = Domains.parse(argument.get().domains(), Suffix.EVERY);
        if (domains.state() != Line.State.UNDERSTOOD) {
            return line.is(domains.state(), domains.remark().orElse(Text.same("")));
        }
        // unlike in server=, a star is a letter here, and of two lines about the same domain the first counts
        List<Suffix> suffixes = domains.suffixes().stream()
                .filter(suffix -> suffix.kind() == Suffix.Kind.LABELS)
                .toList();
        boolean all =
                suffixes.stream().map(suffix -> feeds.putIfAbsent(suffix, to)).allMatch(before -> before == null);
        return said(line, suffixes, all ? domains.remark() : Optional.of(FIRST));
    }

    /** The domains of a directive, and how far they are understood. */
    private record Domains(List<Suffix> suffixes, Line.State state, Optional<Text> remark) {

        /** @param empty what {@code //} stands for */
        static Domains parse(List<String> texts, Suffix empty) {
            if (texts.isEmpty()) {
                return new Domains(List.of(Suffix.EVERY), Line.State.UNDERSTOOD, Optional.empty());
            }
            List<Suffix> suffixes = new ArrayList<>();
            Optional<Text> remark = Optional.empty();
            for (String text : texts) {
                String domain = text.stripTrailing();
                boolean ascii = domain.chars().allMatch(c -> c < 128);
                Optional<Suffix> suffix = suffix(domain, empty);
                if (domain.matches(".*[^.]{64}.*") && suffix.isEmpty()) {
                    return new Domains(List.of(), Line.State.WRONG, Optional.of(LABEL));
                }
                if (!ascii
                        && suffix.filter(known -> known.kind() == Suffix.Kind.LABELS)
                                .isEmpty()) {
                    return new Domains(List.of(), Line.State.NOT_SUPPORTED, Optional.of(LETTERS));
                }
                suffix.ifPresent(suffixes::add);
                remark = suffix.isEmpty() ? Optional.of(NEVER) : remark;
            }
            return new Domains(suffixes, Line.State.UNDERSTOOD, remark);
        }

        /** Empty where no host name has it. */
        private static Optional<Suffix> suffix(String domain, Suffix empty) {
            if (domain.isEmpty()) {
                return Optional.of(empty);
            }
            if (domain.equals("#")) {
                return Optional.of(Suffix.EVERY);
            }
            if (domain.startsWith("*")) {
                String end = domain.substring(1).toLowerCase(Locale.ROOT);
                String text = end.endsWith(".") ? end.substring(0, end.length() - 1) : end;
                return text.matches("[a-z0-9._-]*") && !text.contains("..")
                        ? Optional.of(new Suffix(text, Suffix.Kind.CHARACTERS))
                        : Optional.empty();
            }
            String name = domain.replaceFirst("^\\.+", "");
            return name.isEmpty()
                    ? Optional.of(Suffix.EVERY)
                    : HostName.tryParse(name).map(host -> new Suffix(host.value(), Suffix.Kind.LABELS));
        }
    }

    private static final Text TOO_LONG = Text.of(
            "longer than dnsmasq's lines: what is behind octet 1024 is a line of its own, also of a comment",
            "plus longue que les lignes de dnsmasq : la suite de l'octet 1024 est une autre ligne, même d'un commentaire");
    private static final Text QUOTE = Text.of("a quote is not closed", "un guillemet n'est pas fermé");
    private static final Text MARK =
            Text.of("dnsmasq takes the byte order mark for a directive", "dnsmasq prend la marque pour une directive");
    private static final Text SETS = Text.of(
            "whether a firewall lets pass what is in the set stands elsewhere",
            "si un pare-feu laisse passer ce que contient l'ensemble est écrit ailleurs");
    private static final Text FIRST = Text.of(
            "another nftset line has the domain already, and dnsmasq takes the first; join them with a comma",
            "une autre ligne nftset a déjà le domaine, et dnsmasq prend la première ; joignez-les par une virgule");
    private static final Text LABEL = Text.of("a label has more than 63 octets", "une étiquette a plus de 63 octets");
    private static final Text LETTERS =
            Text.of("write the name with its xn-- labels", "écrivez le nom avec ses étiquettes xn--");
    private static final Text NEVER = Text.of(
            "dnsmasq takes it, and it never matches a name; a star stands in front only",
            "dnsmasq l'accepte, et aucun nom n'y correspond ; une étoile ne va que devant");
}
