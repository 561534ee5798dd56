package org.sallyport.targets.route53dnsfirewall;

import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.core.proof.Line;

/**
 * The names that a list has in every case, and those that it has in some case: whether {@code *.x} brings x along, no
 * manual says. Used by one thread.
 */
final class DomainList {

    /** What one entry of the list is. */
    record Entry(Line.State state, NameSet names, Optional<Text> remark) {}

    private final NameSetBuilder surely = new NameSetBuilder();
    private final NameSetBuilder possibly = new NameSetBuilder();

    NameSet surely() {
        return surely.build();
    }

    NameSet possibly() {
        return possibly.build();
    }

    /** The list is not known. */
    void leaveOpen() {
        possibly.add(NameSet.all());
    }

    /** Takes an entry as it stands in the list. */
    Entry add(String text) {
        if (text.equals("*")) {
            surely.add(NameSet.all());
            possibly.add(NameSet.all());
            return new Entry(Line.State.UNDERSTOOD, NameSet.all(), Optional.empty());
        }
        boolean below = text.startsWith("*.");
        Optional<HostName> name = text.chars().allMatch(c -> c < 128)
                ? HostName.tryParse(below ? text.substring(2) : text)
                : Optional.empty();
        if (name.isPresent() && below) {
            surely.below(name.get());
            possibly.subtree(name.get());
            NameSet names = new NameSetBuilder().below(name.get()).build();
            return new Entry(Line.State.UNDERSTOOD, names, Optional.empty());
        }
        if (name.isPresent()) {
            surely.add(name.get());
            possibly.add(name.get());
            return new Entry(
                    Line.State.UNDERSTOOD, new NameSetBuilder().add(name.get()).build(), Optional.empty());
        }
        if (text.startsWith("*")
                && text.indexOf('*', 1) < 0
                && HostName.tryParse(text.substring(1)).isPresent()) {
            possibly.add(NameSet.like(text, true));
            return new Entry(Line.State.NOT_SUPPORTED, NameSet.none(), Optional.of(STAR));
        }
        return new Entry(Line.State.WRONG, NameSet.none(), Optional.of(NO_NAME));
    }

    private static final Text STAR = Text.of(
            "no manual says what a star without a dot stands for: write *.example.com",
            "aucun manuel ne dit ce que vaut une étoile sans point : écrivez *.example.com");
    private static final Text NO_NAME = Text.of(
            "no name, nor *. and a name: a list has letters, digits, hyphens and dots, and no comments",
            "ni un nom, ni *. et un nom : une liste a des lettres, chiffres, traits d'union et points, sans commentaire");
}
