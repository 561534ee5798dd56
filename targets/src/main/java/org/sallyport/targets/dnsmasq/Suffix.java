package org.sallyport.targets.dnsmasq;

import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;

/**
 * The names that a domain of a directive stands for. Of all suffixes that a name has, the longest decides; of two that
 * are equal, the one of whole labels.
 *
 * @param text in lower case; empty for every name
 */
record Suffix(String text, Kind kind) {

    enum Kind {
        /** Names without a dot, for which {@code //} stands. */
        DOTLESS,
        /** A name and all below it. */
        LABELS,
        /** Names that end with these characters, be they a part of a label: what stands behind {@code *}. */
        CHARACTERS
    }

    static final Suffix EVERY = new Suffix("", Kind.LABELS);
    static final Suffix DOTLESS = new Suffix("", Kind.DOTLESS);

    /** The higher, the more it decides. */
    int rank() {
        return switch (kind) {
            case DOTLESS -> 1;
            case CHARACTERS -> 2 * text.length();
            case LABELS -> text.isEmpty() ? 0 : 2 * text.length() + 1;
        };
    }

    void addTo(NameSetBuilder names) {
        switch (kind) {
            case DOTLESS -> names.add(NameSet.like("*", false));
            case LABELS -> {
                if (text.isEmpty()) {
                    names.add(NameSet.all());
                } else {
                    names.subtree(HostName.parse(text));
                }
            }
            case CHARACTERS -> {
                if (text.startsWith(".") && HostName.tryParse(text.substring(1)).isPresent()) {
                    names.below(HostName.parse(text.substring(1)));
                } else {
                    names.add(NameSet.like("*" + text, true));
                }
            }
        }
    }

    NameSet names() {
        NameSetBuilder names = new NameSetBuilder();
        addTo(names);
        return names.build();
    }
}
