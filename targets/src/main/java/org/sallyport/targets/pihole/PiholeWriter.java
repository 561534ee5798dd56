package org.sallyport.targets.pihole;

import java.util.List;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.GlobExpression;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code domainlist.sql}. */
final class PiholeWriter {

    private static final int EXACT_ALLOW = 0;
    private static final int REGEX_ALLOW = 2;
    private static final int REGEX_DENY = 3;

    private PiholeWriter() {}

    static Rendering write(Pihole target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        StringBuilder text = new StringBuilder("""
                -- Names that %s lets through, for the device %s. Written by Sallyport; what is changed by hand is lost.
                -- To install, and for later lists (version 5: pihole restartdns reload-lists):
                --   pihole-FTL sqlite3 /etc/pihole/gravity.db < domainlist.sql && pihole reloadlists
                -- To remove:
                --   pihole-FTL sqlite3 /etc/pihole/gravity.db "DELETE FROM domainlist WHERE comment LIKE 'sallyport:%%'" &&
                --     pihole reloadlists
                -- Allow entries of others and subscribed allowlists let names through as well: look for them in Pi-hole.
                """.formatted(allowlist.site().name(), device.name()));
        selection
                .concessions()
                .forEach(concession -> text.append("-- Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        text.append("""

                .bail on
                BEGIN TRANSACTION;
                DELETE FROM domainlist WHERE comment LIKE 'sallyport:%';

                -- type 0 is an exact allow, 2 a regular expression that allows, 3 one that denies: it comes last
                """);
        text.append(insert(REGEX_DENY, ".*", "every name that nothing allows"));
        list.entries()
                .forEach((host, rules) ->
                        text.append(insert(type(host), domain(host), host + " " + Comments.reasons(rules))));
        text.append("""

                -- an entry that was there before may lack the group of all clients
                INSERT OR IGNORE INTO domainlist_by_group (domainlist_id, group_id)
                  SELECT id, 0 FROM domainlist WHERE comment LIKE 'sallyport:%';
                COMMIT;
                """);
        return new Rendering(
                List.of(DeviceFiles.of(Pihole.FILE, text.toString())),
                list.entries().size(),
                selection.concessions());
    }

    private static String insert(int type, String domain, String comment) {
        return "INSERT INTO domainlist (type, domain, comment) VALUES (%s, '%s', 'sallyport: %s') %s;\n"
                .formatted(
                        type,
                        domain,
                        comment.replace("'", "''"),
                        "ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment");
    }

    private static int type(HostPattern host) {
        return host instanceof HostPattern.Exact ? EXACT_ALLOW : REGEX_ALLOW;
    }

    private static String domain(HostPattern host) {
        return switch (host) {
            case HostPattern.Exact(var name) -> name.value();
            case HostPattern.Below(var base) -> "\\." + base.value().replace(".", "\\.") + "$";
            case HostPattern.Glob glob -> GlobExpression.of(glob);
        };
    }
}
