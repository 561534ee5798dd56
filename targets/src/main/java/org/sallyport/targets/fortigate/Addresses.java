package org.sallyport.targets.fortigate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;
import org.sallyport.targets.Release;

/** What address objects and their groups stand for. */
final class Addresses {

    /** What has no part in which addresses an object of a name has. */
    private static final Set<String> KNOWN = Set.of(
            "type",
            "fqdn",
            "uuid",
            "comment",
            "color",
            "visibility",
            "cache-ttl",
            "associated-interface",
            "allow-routing",
            "fabric-object");

    private static final int DEEPEST = 8;

    private final Configuration configuration;
    private final LineNotes notes;

    Addresses(Configuration configuration, LineNotes notes) {
        this.configuration = configuration;
        this.notes = notes;
    }

    static boolean isName(Table.Entry address) {
        return address.text("type", "ipmask").equals("fqdn");
    }

    /** Why the product does not take what is to be an object's name. */
    static Optional<Text> refusal(List<String> values, Optional<Release> release) {
        String fqdn = String.join(" ", values);
        if (fqdn.length() > 255) {
            return Optional.of(Text.of("it has more than 255 characters", "il a plus de 255 caractères"));
        }
        if (fqdn.contains("*")
                && release.filter(r -> r.isBefore(FortiGate.WILDCARDS)).isPresent()) {
            return Optional.of(Text.of(
                    "before FortiOS 6.2.2 there are no wildcards in it",
                    "avant FortiOS 6.2.2, il n'y a pas d'étoile ici"));
        }
        String probe = fqdn.replace('*', 'x');
        return HostName.tryParse(probe).isPresent() || fqdn.equals("*")
                ? Optional.empty()
                : Optional.of(Text.of("it is no host name", "ce n'est pas un nom d'hôte"));
    }

    /**
     * What a policy's destination stands for.
     *
     * @param isWhole whether all of it is names that the script has
     */
    record Destination(NameSet surely, NameSet possibly, boolean isWhole) {}

    Destination destination(List<Table.Value> names) {
        Gathering gathering = new Gathering();
        names.forEach(name -> gathering.add(name, 0));
        NameSet possibly = gathering.everything ? NameSet.all() : gathering.possibly.build();
        return new Destination(
                gathering.surelyEverything ? NameSet.all() : gathering.surely.build(),
                gathering.isWhole ? possibly : NameSet.all(),
                gathering.isWhole);
    }

    /** The names of the objects that are used, one after the other. */
    private final class Gathering {
        private final NameSetBuilder surely = new NameSetBuilder();
        private final NameSetBuilder possibly = new NameSetBuilder();
        private final Set<String> seen = new HashSet<>();
        private boolean surelyEverything;
        private boolean everything;
        private boolean isWhole = true;

        void add(Table.Value value, int depth) {
            Optional<Table.Entry> address =
                    configuration.table(Configuration.ADDRESS).find(value.text());
            Optional<Table.Entry> group =
                    configuration.table(Configuration.ADDRESS_GROUP).find(value.text());
            if (!seen.add(value.text())) {
                return;
            }
            if (address.isPresent()) {
                address(address.get(), value);
            } else if (group.isPresent() && depth < DEEPEST) {
                group(group.get(), depth);
            } else if (value.text().equals("all")) {
                everything(value.line());
            } else if (!value.text().equals("none")) {
                isWhole = false;
                notes.is(
                        value.line(),
                        Line.State.UNKNOWN,
                        Text.of(
                                "the script does not say what \"%s\" is",
                                "le script ne dit pas ce qu'est « %s »", value.text()));
            }
        }

        private void everything(int line) {
            surelyEverything = true;
            everything = true;
            notes.lets(line, NameSet.all());
        }

        private void group(Table.Entry group, int depth) {
            if (group.text("exclude", "disable").equals("enable")) {
                isWhole = false;
                notes.is(
                        group.line(),
                        Line.State.NOT_SUPPORTED,
                        Text.of("it leaves members out", "il exclut des membres"));
                return;
            }
            group.all("member").forEach(member -> add(member, depth + 1));
        }

        private void address(Table.Entry address, Table.Value used) {
            boolean everyAddress = address.text("type", "ipmask").equals("ipmask")
                    && address.all("subnet").stream()
                            .map(Table.Value::text)
                            .allMatch(text -> text.equals("0.0.0.0") || text.equals("0.0.0.0/0"));
            if (everyAddress) {
                everything(address.line());
                return;
            }
            if (!isName(address)) {
                isWhole = false;
                notes.is(
                        used.line(),
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "\"%s\" is addresses, whatever their names are",
                                "« %s », ce sont des adresses, quels que soient leurs noms", used.text()));
                return;
            }
            for (String attribute : address.attributes().keySet()) {
                if (!KNOWN.contains(attribute)) {
                    isWhole = false;
                    address.all(attribute)
                            .forEach(value -> notes.is(
                                    value.line(),
                                    Line.State.UNKNOWN,
                                    Text.of("the attribute is unknown", "l'attribut est inconnu")));
                }
            }
            address.first("fqdn").ifPresent(this::name);
        }

        private void name(Table.Value fqdn) {
            String text = lower(fqdn.text());
            Optional<HostName> below = text.startsWith("*.") ? HostName.tryParse(text.substring(2)) : Optional.empty();
            Optional<HostName> exact = HostName.tryParse(text);
            if (below.isPresent()) {
                surely.below(below.get());
                possibly.subtree(below.get());
                notes.lets(
                        fqdn.line(), new NameSetBuilder().subtree(below.get()).build());
            } else if (exact.isPresent()) {
                surely.add(exact.get());
                possibly.add(exact.get());
                notes.lets(fqdn.line(), new NameSetBuilder().add(exact.get()).build());
            } else {
                // a star elsewhere is taken, and the manual does not say what it stands for
                NameSet widest = NameSet.like(text, true);
                possibly.add(widest);
                notes.lets(fqdn.line(), widest);
                notes.is(
                        fqdn.line(),
                        Line.State.NOT_SUPPORTED,
                        Text.of(
                                "the manual does not say what the star stands for here",
                                "le manuel ne dit pas ce que l'étoile remplace ici"));
            }
        }
    }

    private static String lower(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
