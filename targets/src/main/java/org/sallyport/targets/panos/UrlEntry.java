package org.sallyport.targets.panos;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.name.NameSetBuilder;
import org.sallyport.targets.Release;

/**
 * What an entry of a URL list stands for: tokens between dots, of which an asterisk is one or more and a caret exactly
 * one.
 *
 * @param isUnderstood whether the manual says what it stands for
 */
record UrlEntry(Names surely, Names possibly, boolean isUnderstood, Optional<Text> remark) {

    /** Names in the form that many entries are gathered in. */
    sealed interface Names {
        void addTo(NameSetBuilder builder);
    }

    record Nothing() implements Names {
        @Override
        public void addTo(NameSetBuilder builder) {}
    }

    record One(HostName name) implements Names {
        @Override
        public void addTo(NameSetBuilder builder) {
            builder.add(name);
        }
    }

    record Below(HostName base) implements Names {
        @Override
        public void addTo(NameSetBuilder builder) {
            builder.below(base);
        }
    }

    record Many(NameSet names) implements Names {
        @Override
        public void addTo(NameSetBuilder builder) {
            builder.add(names);
        }
    }

    private static final int LONGEST = 255;
    private static final int MOST_WILDCARDS = 9;
    private static final Names NOTHING = new Nothing();
    private static final Names EVERYTHING = new Many(NameSet.all());

    /**
     * Reads an entry.
     *
     * @param ends whether an entry without a slash ends where it ends; empty where that is not known
     */
    static UrlEntry of(String text, Optional<Boolean> ends) {
        String entry = text.toLowerCase(Locale.ROOT);
        if (entry.length() > LONGEST) {
            return new UrlEntry(NOTHING, NOTHING, false, Optional.of(TOO_LONG));
        }
        if (entry.startsWith("http://") || entry.startsWith("https://")) {
            UrlEntry without = of(entry.substring(entry.indexOf('/') + 2), ends);
            return new UrlEntry(NOTHING, without.possibly, without.isUnderstood, Optional.of(SCHEME));
        }
        int slash = entry.indexOf('/');
        String host = slash < 0 ? entry : entry.substring(0, slash);
        Optional<Names> closed = names(host, false);
        if (closed.isEmpty()) {
            return new UrlEntry(NOTHING, EVERYTHING, false, Optional.of(UNKNOWN));
        }
        if (slash >= 0) {
            boolean path = slash < entry.length() - 1;
            return new UrlEntry(
                    path ? NOTHING : closed.get(), closed.get(), true, path ? Optional.of(PATH) : Optional.empty());
        }
        Names open = names(host, true).orElse(EVERYTHING);
        boolean surelyEnds = ends.orElse(false);
        boolean surelyOpen = !ends.orElse(true);
        return new UrlEntry(
                surelyOpen ? open : closed.get(),
                surelyEnds ? closed.get() : open,
                true,
                surelyEnds ? Optional.empty() : Optional.of(NO_SLASH));
    }

    static Optional<Boolean> ends(Optional<Release> release) {
        return release.map(r -> !r.isBefore(PanOs.ENDING_TOKEN));
    }

    /** @param open whether any tokens can follow */
    private static Optional<Names> names(String host, boolean open) {
        List<String> tokens = List.of(host.split("\\.", -1));
        boolean wildcards = host.contains("*") || host.contains("^");
        if (!open && !wildcards) {
            return HostName.tryParse(host).map(One::new);
        }
        if (!open && tokens.getFirst().equals("*") && host.length() > 2) {
            Optional<Names> below = HostName.tryParse(host.substring(2)).map(Below::new);
            if (below.isPresent()) {
                return below;
            }
        }
        List<String> parts = new ArrayList<>();
        int count = 0;
        for (String token : tokens) {
            boolean wildcard = token.equals("*") || token.equals("^");
            if (!wildcard && !token.matches("[a-z0-9_-]+")) {
                return Optional.empty();
            }
            count += wildcard ? 1 : 0;
            parts.add(token.equals("*") ? TOKEN + "(\\." + TOKEN + ")*" : token.equals("^") ? TOKEN : token);
        }
        String tail = open ? "(\\." + TOKEN + ")*$" : "$";
        return count > MOST_WILDCARDS
                ? Optional.empty()
                : HostExpression.tryParse(
                                "^" + String.join("\\.", parts) + tail, EnumSet.noneOf(HostExpression.Flag.class))
                        .map(expression -> new Many(expression.names()));
    }

    private static final String TOKEN = "[a-z0-9_-]+";
    private static final Text NO_SLASH = Text.of(
            "without a slash at its end, an asterisk is implied before PAN-OS 10.2: names that go on behind it pass too",
            "sans barre oblique à la fin, un astérisque est implicite avant PAN-OS 10.2 : les noms qui continuent passent aussi");
    private static final Text PATH = Text.of(
            "a path: the names pass for some addresses only",
            "un chemin : les noms ne passent que pour certaines adresses");
    private static final Text SCHEME = Text.of("entries have no scheme", "les entrées n'ont pas de schéma");
    private static final Text TOO_LONG = Text.of("it has more than 255 characters", "il a plus de 255 caractères");
    private static final Text UNKNOWN = Text.of(
            "a wildcard has to be alone between two dots; what this stands for is not documented",
            "un caractère générique doit être seul entre deux points ; ce que cela vise n'est pas documenté");
}
