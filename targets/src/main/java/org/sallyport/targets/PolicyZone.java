package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;

/**
 * A response policy zone (RPZ) as its zone file says: names that queries may have, and what is to become of such a
 * query. The file is a master file (RFC 1035, 5); its names mean queries as the draft of Vixie and Schryver says. What a
 * server makes of a name that is not in the zone, or in it twice, is the reader's to know.
 */
public final class PolicyZone {

    /** What becomes of a query. */
    public enum Action {
        /** It is answered as if there was no policy. */
        PASSTHRU,
        NXDOMAIN,
        NODATA,
        DROP,
        TCP_ONLY,
        /** An alias of itself: an older way to say that it passes. */
        ITSELF,
        /** An alias of another name in the names reserved for actions, but of none that is known. */
        UNKNOWN,
        /** It is answered with what the zone says, or with another name's answer. */
        OWN_DATA
    }

    /**
     * A record that is no part of the zone's own administration.
     *
     * @param name the name of the query, or what stands for several; empty where the record lies outside of the zone
     * @param type of the record, in upper case
     * @param line index of the line where it begins
     * @param hasTtl whether there was a time to live, of its own or for all, when it was read
     */
    public record Trigger(Optional<DnsName> name, String type, Action action, int line, boolean hasTtl) {

        /** Whether it is about addresses or name servers, and not about the name of the query. */
        public boolean isAboutAddresses() {
            return name.filter(trigger ->
                            !trigger.isRoot() && trigger.labels().getLast().startsWith("rpz-"))
                    .isPresent();
        }

        /** The queries that it is about where nothing else is: a name, or all names below one. */
        public NameSet names() {
            if (name.isEmpty() || name.get().isRoot()) {
                return NameSet.none();
            }
            if (!name.get().hasStarInFront()) {
                return name.get()
                        .host()
                        .map(host -> new NameSetBuilder().add(host).build())
                        .orElse(NameSet.none());
            }
            DnsName base = name.get().parent();
            return base.isRoot()
                    ? NameSet.all()
                    : base.host().map(NameSet::below).orElse(NameSet.none());
        }
    }

    private static final Set<String> TYPES = Set.of(
            "A",
            "AAAA",
            "CNAME",
            "DNAME",
            "TXT",
            "MX",
            "SRV",
            "PTR",
            "NS",
            "SOA",
            "CAA",
            "HTTPS",
            "SVCB",
            "NAPTR",
            "SPF",
            "DS",
            "DNSKEY",
            "RRSIG",
            "NSEC",
            "NSEC3",
            "NSEC3PARAM",
            "TLSA",
            "SSHFP",
            "LOC",
            "HINFO",
            "RP");

    private final LineNotes notes;
    private final List<Trigger> triggers = new ArrayList<>();
    private Optional<DnsName> zone;
    private DnsName origin;
    private Optional<DnsName> owner = Optional.empty();
    private boolean ttl;
    private boolean soa;
    private boolean soaFirst = true;
    private boolean nameServer;
    private boolean ownData;
    private boolean broken;
    private boolean incomplete;

    private PolicyZone(Optional<DnsName> zone, LineNotes notes) {
        this.zone = zone;
        this.origin = zone.orElse(new DnsName(List.of(), true));
        this.notes = notes;
    }

    /**
     * Reads a zone file. What no server takes is noted as wrong, what is not modelled as such.
     *
     * @param file which of the lines are the zone's
     * @param zone its name; where it is empty, names are relative to the root, and the first record names the zone
     */
    public static PolicyZone read(List<SourceLine> lines, String file, Optional<DnsName> zone, LineNotes notes) {
        PolicyZone read = new PolicyZone(zone, notes);
        ZoneText.records(lines, file, notes, () -> read.broken = true).forEach(read::record);
        return read;
    }

    public List<Trigger> triggers() {
        return List.copyOf(triggers);
    }

    /** Whether a line of the file keeps a server from loading the zone. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether the file has more triggers than are read: in another file, or generated. */
    public boolean isIncomplete() {
        return incomplete;
    }

    public boolean hasSoa() {
        return soa;
    }

    /** Whether the zone's SOA record stands before all others. */
    public boolean beginsWithSoa() {
        return soa && soaFirst;
    }

    public boolean hasNameServer() {
        return nameServer;
    }

    /** Whether the zone's own name has records beside those that every zone has. */
    public boolean hasOwnData() {
        return ownData;
    }

    private void record(ZoneText.Entry entry) {
        List<String> words = entry.words();
        if (entry.hasOwner() && words.getFirst().startsWith("$")) {
            directive(entry);
            return;
        }
        if (entry.hasOwner()) {
            owner = absolute(words.getFirst());
        }
        int at = entry.hasOwner() ? 1 : 0;
        boolean own = false;
        while (at < words.size() && (isTtl(words.get(at)) || words.get(at).equalsIgnoreCase("IN"))) {
            own |= isTtl(words.get(at));
            at++;
        }
        String type = at < words.size() ? upper(words.get(at)) : "";
        List<String> data = words.subList(Math.min(words.size(), at + 1), words.size());
        if (owner.isEmpty() || !(TYPES.contains(type) || type.matches("TYPE[0-9]{1,5}"))) {
            wrong(entry.line(), owner.isEmpty() ? NO_NAME : NO_TYPE);
        } else if (type.equals("SOA")) {
            soa(entry, owner.get(), data);
        } else if (data.isEmpty() || (type.equals("CNAME") && data.size() > 1)) {
            wrong(entry.line(), DATA);
        } else {
            trigger(entry, owner.get(), type, data, own || ttl || soa);
        }
    }

    private void soa(ZoneText.Entry entry, DnsName name, List<String> data) {
        soaFirst = soaFirst && triggers.isEmpty() && !nameServer;
        if (data.size() != 7
                || soa
                || zone.filter(known -> !known.labels().equals(name.labels())).isPresent()) {
            wrong(entry.line(), NO_SOA);
            return;
        }
        soa = true;
        zone = Optional.of(name);
        notes.is(entry.line(), Line.State.UNDERSTOOD);
    }

    private void trigger(ZoneText.Entry entry, DnsName name, String type, List<String> data, boolean hasTtl) {
        Optional<DnsName> relative = zone.isPresent() ? name.relativeTo(zone.get()) : name.relativeTo(origin);
        if (relative.filter(DnsName::isRoot).isPresent()) {
            nameServer |= type.equals("NS");
            ownData |= !type.equals("NS");
            notes.is(entry.line(), Line.State.UNDERSTOOD);
            return;
        }
        Action action = Action.OWN_DATA;
        if (type.equals("CNAME")) {
            Optional<DnsName> target = absolute(data.getFirst());
            if (target.isEmpty()) {
                wrong(entry.line(), NO_NAME);
                return;
            }
            action = action(relative, target.get());
        }
        triggers.add(new Trigger(relative, type, action, entry.line(), hasTtl));
    }

    private static Action action(Optional<DnsName> trigger, DnsName target) {
        if (target.isRoot()) {
            return Action.NXDOMAIN;
        }
        String only = target.labels().size() == 1 ? target.labels().getFirst() : "";
        return switch (only) {
            case "*" -> Action.NODATA;
            case "rpz-passthru" -> Action.PASSTHRU;
            case "rpz-drop" -> Action.DROP;
            case "rpz-tcp-only" -> Action.TCP_ONLY;
            default -> {
                if (only.startsWith("rpz-")) {
                    yield Action.UNKNOWN;
                }
                yield trigger.filter(name -> name.labels().equals(target.labels()))
                                .isPresent()
                        ? Action.ITSELF
                        : Action.OWN_DATA;
            }
        };
    }

    private void directive(ZoneText.Entry entry) {
        List<String> words = entry.words();
        switch (upper(words.getFirst())) {
            case "$TTL" -> {
                ttl = true;
                notes.is(entry.line(), Line.State.UNDERSTOOD);
            }
            case "$ORIGIN" -> {
                Optional<DnsName> name = words.size() == 2 ? absolute(words.get(1)) : Optional.empty();
                if (name.isEmpty()) {
                    wrong(entry.line(), NO_NAME);
                }
                origin = name.orElse(origin);
                notes.is(entry.line(), Line.State.UNDERSTOOD);
            }
            case "$INCLUDE", "$GENERATE" -> {
                incomplete = true;
                notes.is(entry.line(), Line.State.NOT_SUPPORTED);
            }
            default -> wrong(entry.line(), NO_TYPE);
        }
    }

    private Optional<DnsName> absolute(String text) {
        return text.equals("@")
                ? Optional.of(origin)
                : DnsName.parse(text).map(name -> name.in(origin)).filter(name -> name.octets() <= 255);
    }

    private void wrong(int line, Text remark) {
        broken = true;
        notes.is(line, Line.State.WRONG, remark);
    }

    private static boolean isTtl(String word) {
        return word.matches("([0-9]{1,10}[smhdwSMHDW]?){1,5}");
    }

    private static String upper(String word) {
        StringBuilder upper = new StringBuilder();
        word.chars().map(c -> c >= 'a' && c <= 'z' ? c - 32 : c).forEach(c -> upper.append((char) c));
        return upper.toString();
    }

    private static final Text NO_NAME = Text.of(
            "no domain name, so the server does not load the zone",
            "ce n'est pas un nom de domaine : le serveur ne charge pas la zone");
    private static final Text NO_TYPE = Text.of(
            "no type of record, so the server does not load the zone",
            "ce n'est pas un type d'enregistrement : le serveur ne charge pas la zone");
    private static final Text NO_SOA = Text.of(
            "no SOA record of this zone, so the server does not load it",
            "ce n'est pas l'enregistrement SOA de cette zone : le serveur ne la charge pas");
    private static final Text DATA =
            Text.of("too few or too many words for a record", "trop peu ou trop de mots pour un enregistrement");
}
