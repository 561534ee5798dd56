package org.sallyport.targets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.Memo;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.SharedSuffixes;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.core.site.Inexpressible;
import org.sallyport.core.site.Rule;

/**
 * What a writer has to write: the rules that the device must let through, in the form that it takes, with the rulings
 * applied to what it cannot express. Every writer begins with it; how entries look in the device's language is the
 * writer's alone.
 *
 * <p>A product that cannot let a name through without those below it gets the name all the same where only the owner of
 * the name can create such names: the proof tells them. Where anybody can, the site rules.
 *
 * @param entries in the order of the allowlist
 */
public record Selection(List<Entry> entries, List<Concession> concessions) {

    // the same at every site of a vendor's customers, and looked for anew at each otherwise
    private static final Memo<Besides, Optional<HostName>> BESIDES = new Memo<>(4096, witness -> true);

    /** A pattern to write, and the rule for which it is written; the two differ where a concession was made. */
    public record Entry(HostPattern host, Rule rule) {}

    public Selection {
        entries = List.copyOf(entries);
        concessions = List.copyOf(concessions);
    }

    /** @throws org.sallyport.core.InputException where an entry is longer than the product takes */
    public static Selection of(Allowlist allowlist, Target target, Device device) {
        boolean wildcards = target.takesWildcards(device);
        Capabilities capabilities = target.capabilities(device);
        List<Entry> entries = new ArrayList<>();
        List<Concession> concessions = new ArrayList<>();
        List<Rule> must = target.bounds(allowlist, device).must();
        Map<HostName, List<Rule>> bringing = bringing(must, capabilities, wildcards);
        for (Rule rule : must) {
            Optional<HostPattern> written = isExpressible(rule.host(), capabilities, wildcards)
                    ? Optional.of(rule.host())
                    : broughtAlongBy(rule, bringing, capabilities);
            if (written.isPresent()) {
                entries.add(new Entry(written.get(), rule));
            } else {
                Concession concession = concede(allowlist, rule, capabilities, device, wildcards);
                concessions.add(concession);
                concession.writtenInstead().forEach(host -> entries.add(new Entry(host, rule)));
            }
        }
        entries.forEach(entry -> capabilities.limits().holdOctets(device, entry.host()));
        return new Selection(entries, concessions);
    }

    /** The rules that bring all names below their suffix along: wildcards, and names where the product has subtrees only. */
    private static Map<HostName, List<Rule>> bringing(List<Rule> must, Capabilities capabilities, boolean wildcards) {
        return must.stream()
                .filter(rule -> isExpressible(rule.host(), capabilities, wildcards))
                .filter(rule -> switch (rule.host()) {
                    case HostPattern.Exact(var name) ->
                        !capabilities.exact() && name.parent().isPresent();
                    case HostPattern.Below below -> true;
                    case HostPattern.Glob glob -> false;
                })
                .collect(Collectors.groupingBy(rule -> rule.host().suffix()));
    }

    /** What is written anyway and lets the rule's names through, so that nobody has to rule about them. */
    private static Optional<HostPattern> broughtAlongBy(
            Rule rule, Map<HostName, List<Rule>> bringing, Capabilities capabilities) {
        Optional<HostName> above = rule.host().isWildcard()
                ? Optional.of(rule.host().suffix())
                : rule.host().suffix().parent();
        while (above.isPresent()) {
            for (Rule other : bringing.getOrDefault(above.get(), List.of())) {
                if (!capabilities.ports() || other.ports().containsAll(rule.ports())) {
                    return Optional.of(other.host());
                }
            }
            above = above.get().parent();
        }
        return Optional.empty();
    }

    private static boolean isExpressible(HostPattern host, Capabilities capabilities, boolean wildcards) {
        return switch (host) {
            case HostPattern.Exact(var name) ->
                capabilities.exact() || !SharedSuffixes.known().isAtOrAboveShared(name);
            case HostPattern.Below below -> wildcards && capabilities.allBelow();
            case HostPattern.Glob glob -> wildcards && capabilities.starInsideLabel();
        };
    }

    private static Concession concede(
            Allowlist allowlist, Rule rule, Capabilities capabilities, Device device, boolean wildcards) {
        Optional<HostPattern> offered = allowlist.widerThan(rule).stream()
                .map(Rule::host)
                .filter(host -> isExpressible(host, capabilities, wildcards))
                .max(Comparator.comparingInt(host -> host.suffix().value().length()));
        if (offered.isPresent()) {
            return concession(rule, Concession.Kind.DOCUMENTS_WIDER, List.of(offered.get()), "");
        }
        Inexpressible.Ruling ruling = device.inexpressible().rulingFor(rule.host());
        if (wildcards && rule.host() instanceof HostPattern.Below && capabilities.wildcards()) {
            Concession.Kind kind =
                    ruling.choice() == Inexpressible.Choice.OMIT ? Concession.Kind.NARROWED : Concession.Kind.UNRULED;
            return concession(rule, kind, List.of(rule.host()), ruling.reason());
        }
        HostPattern below = new HostPattern.Below(rule.host().suffix());
        return switch (ruling.choice()) {
            case OMIT -> concession(rule, Concession.Kind.OMITTED, List.of(), ruling.reason());
            case WIDEN ->
                isExpressible(below, capabilities, wildcards)
                        ? concession(rule, Concession.Kind.WIDENED, List.of(below), ruling.reason())
                        : concession(rule, Concession.Kind.UNRULED, List.of(), ruling.reason());
            case FAIL -> concession(rule, Concession.Kind.UNRULED, List.of(), ruling.reason());
        };
    }

    /** What passes with the hosts that are written in the place of the one that is meant. */
    private record Besides(HostPattern meant, List<HostPattern> written) {

        Optional<HostName> witness() {
            return NameSet.of(written).witnessOutside(NameSet.of(meant));
        }
    }

    private static Concession concession(
            Rule rule, Concession.Kind kind, List<HostPattern> writtenInstead, String reason) {
        return new Concession(
                rule,
                kind,
                writtenInstead,
                reason,
                BESIDES.get(new Besides(rule.host(), writtenInstead), Besides::witness));
    }
}
