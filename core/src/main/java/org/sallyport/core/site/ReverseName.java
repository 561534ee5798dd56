package org.sallyport.core.site;

import java.util.List;
import java.util.function.Supplier;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;

/**
 * A name that the reverse DNS gives an address (PTR), and what a site has to do with it. Whoever holds an address block
 * writes its reverse names as he likes, so the name alone proves nothing. Immutable.
 */
public record ReverseName(HostName name, Standing standing) {

    /** What a site has to do with a reverse name. */
    public sealed interface Standing {

        /**
         * The site lets the name through.
         *
         * @param rules by which, the most specific first; at least one
         */
        record Allowed(List<Rule> rules) implements Standing {
            public Allowed {
                rules = List.copyOf(rules);
            }
        }

        /** A document of the site says that reverse names like it show. */
        record Expected(Advised by) implements Standing {}

        /**
         * Anybody can obtain such a name, and no document says that it shows at this port.
         *
         * @param suffix the domain below which he can
         */
        record Shared(HostName suffix) implements Standing {}

        /**
         * It has nothing to do with the site.
         *
         * @param why the rule that comes nearest does not allow it
         */
        record Foreign(Text why) implements Standing {}
    }

    /**
     * Judges one reverse name of an address that was met at a port.
     *
     * @param catalogs those that the allowlist was planned with
     * @param suffixes asked only where nothing else decides
     */
    public static ReverseName of(
            Allowlist allowlist, Catalogs catalogs, Supplier<SharedSuffixes> suffixes, HostName name, Port port) {
        Explanation explanation = Explanation.of(allowlist, catalogs, name, port);
        if (explanation.verdict().isAllowed()) {
            return new ReverseName(name, new Standing.Allowed(explanation.rules()));
        }
        // no server of the site is behind a port that none of its rules has, whatever the address is called
        boolean portIsUsed =
                allowlist.rules().stream().anyMatch(rule -> rule.ports().contains(port));
        return new ReverseName(
                name,
                Advised.find(allowlist.site(), catalogs, name)
                        .filter(_ -> portIsUsed)
                        .<Standing>map(Standing.Expected::new)
                        .or(() -> suffixes.get().providerOf(name).map(Standing.Shared::new))
                        .orElseGet(() -> new Standing.Foreign(explanation.why())));
    }

    /** Whether the site's rules or documents account for the name. */
    public boolean isExpected() {
        return switch (standing) {
            case Standing.Allowed allowed -> true;
            case Standing.Expected expected -> true;
            case Standing.Shared shared -> false;
            case Standing.Foreign foreign -> false;
        };
    }

    /** The reason in words, without rules and documents; why an expected name is nevertheless none to add. */
    public Text why() {
        return switch (standing) {
            case Standing.Allowed allowed -> Text.of("the site lets this name through", "le site laisse passer ce nom");
            case Standing.Expected expected ->
                Text.of(
                        "that is no reason to add it: the name is the hosting provider's, whoever rents there has one"
                                + " like it, and a rule for it would let every customer of that provider through;"
                                + " proxies and DNS filters see the name that was asked for, not this one",
                        "ce n'est pas une raison de l'ajouter : ce nom est celui de l'hébergeur, quiconque y loue en a"
                                + " un semblable, et une règle pour lui laisserait passer tous les clients de cet"
                                + " hébergeur ; les proxys et les filtres DNS voient le nom demandé, pas celui-ci");
            case Standing.Shared(HostName suffix) ->
                Text.of(
                        "no document says that it shows at this port; do not add it: below %s anybody can obtain a name, and a rule"
                                + " for such names would let everybody's through",
                        "aucun document ne dit qu'il se montre à ce port ; ne l'ajoutez pas : sous %s n'importe qui peut obtenir"
                                + " un nom, et une règle pour de tels noms laisserait passer ceux de tout le monde",
                        suffix);
            case Standing.Foreign(Text nearest) -> nearest;
        };
    }
}
