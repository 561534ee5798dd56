package org.sallyport.targets.hostslist;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.Text;

/** Notations of other products that turn up in lists of names, and what to write instead. The first that fits counts. */
enum Lookalike {
    ADBLOCK("^(@@)?\\|.*", "a rule of an ad blocker", "une règle de bloqueur de publicité"),
    DNSMASQ("^(server|address|local|nftset|ipset)=.*", "a line of dnsmasq", "une ligne de dnsmasq"),
    EXPRESSION("^[/^(~].*|.*[\\\\$].*", "a regular expression", "une expression rationnelle"),
    ADDRESS(
            "^([0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?)(/[0-9]{1,3})?$",
            "an address; the list takes names",
            "une adresse ; la liste prend des noms"),
    HOSTS_FILE(
            "^[0-9A-Fa-f:.]+[ \\t]+[^ \\t].*",
            "a line of a hosts file; leave the address out",
            "une ligne de fichier hosts ; retirez l'adresse"),
    SEVERAL("^[^ \\t,;]+[ \\t,;].*", "more than one word; write one name a line", "plus d'un mot ; écrivez un nom par ligne"),
    URL("^[A-Za-z][A-Za-z0-9+.-]*://.*", "a URL; write its host only", "une URL ; n'écrivez que son hôte"),
    PATH(".*/.*", "a host with a path; write the host only", "un hôte avec un chemin ; n'écrivez que l'hôte"),
    PORT(".*:[0-9]{1,5}$", "a host with a port; the list knows none", "un hôte avec un port ; la liste n'en connaît pas"),
    LEADING_DOT(
            "^\\..*",
            "a name with a leading dot; write x and *.x on two lines",
            "un nom précédé d'un point ; écrivez x et *.x sur deux lignes"),
    BARE_STAR(
            "^\\*[^.*].*",
            "a star without a dot behind it, which lets in evilexample.com; write *.example.com",
            "une étoile sans point, qui laisse entrer evilexample.com ; écrivez *.example.com"),
    COMMENT("^[!;].*", "a comment of another format; # begins one here", "un commentaire d'un autre format ; ici # en commence un");

    private final Pattern pattern;
    private final Text remark;

    Lookalike(String pattern, String english, String french) {
        this.pattern = Pattern.compile(pattern);
        this.remark = Text.of("looks like " + english, "ressemble à " + french);
    }

    Text remark() {
        return remark;
    }

    static Optional<Lookalike> of(String entry) {
        return Arrays.stream(values())
                .filter(lookalike -> lookalike.pattern.matcher(entry).matches())
                .findFirst();
    }
}
