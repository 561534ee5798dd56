package org.sallyport.targets.hostslist;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.Text;

/** A notation of another product that turns up in lists of names, and what to write instead. */
record Lookalike(Pattern pattern, Text remark) {

    /** Longer entries are no name in whatever notation; some of the patterns would take their time over them. */
    private static final int LONGEST = 300;

    /** The first that fits counts. */
    private static final List<Lookalike> KNOWN = List.of(
            like("(@@)?\\|.*", "a rule of an ad blocker", "une règle de bloqueur de publicité"),
            like("(server|address|local|nftset|ipset)=.*", "a line of dnsmasq", "une ligne de dnsmasq"),
            like("[/^(~].*|.*[\\\\$].*", "a regular expression", "une expression rationnelle"),
            like(
                    "([0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?)(/[0-9]{1,3})?",
                    "an address; the list takes names",
                    "une adresse ; la liste prend des noms"),
            like(
                    "[!;].*",
                    "a comment of another format; # begins one here",
                    "un commentaire d'un autre format ; ici # en commence un"),
            like(
                    "[0-9A-Fa-f:.]+[ \\t]+[^ \\t].*",
                    "a line of a hosts file; leave the address out",
                    "une ligne de fichier hosts ; retirez l'adresse"),
            like(
                    "[^ \\t,;]+[ \\t,;].*",
                    "more than one word; write one name a line",
                    "plus d'un mot ; écrivez un nom par ligne"),
            like("[A-Za-z][A-Za-z0-9+.-]*://.*", "a URL; write its host only", "une URL ; n'écrivez que son hôte"),
            like(".*/.*", "a host with a path; write the host only", "un hôte avec un chemin ; n'écrivez que l'hôte"),
            like(
                    ".*:[0-9]{1,5}",
                    "a host with a port; the list knows none",
                    "un hôte avec un port ; la liste n'en connaît pas"),
            like(
                    "\\..*",
                    "a name with a leading dot; write x and *.x on two lines",
                    "un nom précédé d'un point ; écrivez x et *.x sur deux lignes"),
            like(
                    "\\*[^.*].*",
                    "a star without a dot behind it, which lets in evilexample.com; write *.example.com",
                    "une étoile sans point, qui laisse entrer evilexample.com ; écrivez *.example.com"));

    static Optional<Lookalike> of(String entry) {
        return entry.length() > LONGEST
                ? Optional.empty()
                : KNOWN.stream()
                        .filter(lookalike -> lookalike.pattern.matcher(entry).matches())
                        .findFirst();
    }

    private static Lookalike like(String pattern, String english, String french) {
        return new Lookalike(Pattern.compile(pattern), Text.of("looks like " + english, "ressemble à " + french));
    }
}
