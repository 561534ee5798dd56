package org.sallyport.targets;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The text of a response policy zone (RPZ), for the servers that read such zones from files: names relative to the zone,
 * the SOA record first. An allowlist is two zones, for in one of them the denial of everything else would not reach the
 * neighbours of what stands there. Writers only.
 */
public final class PolicyZoneText {

    private PolicyZoneText() {}

    /**
     * The zone of the names that pass, one a line, with the reason behind it.
     *
     * @param head comment lines, with their semicolons
     */
    public static String passing(String head, NameList list, Selection selection) {
        StringBuilder notes = new StringBuilder(head);
        selection
                .concessions()
                .forEach(concession -> notes.append("; Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        StringBuilder entries = new StringBuilder();
        list.entries()
                .forEach((host, rules) -> entries.append(host)
                        .append(" CNAME rpz-passthru. ; ")
                        .append(Comments.reasons(rules))
                        .append('\n'));
        return notes + zone(entries.toString());
    }

    /** The zone that stops every name, to be looked at behind the other. */
    public static String stopping(String head) {
        return head + zone("* CNAME .\n");
    }

    /** The serial changes with what the zone says, so that nobody takes a new zone for the one that he has. */
    private static String zone(String entries) {
        CRC32 serial = new CRC32();
        serial.update(entries.getBytes(StandardCharsets.UTF_8));
        return """

                $TTL 300
                @ IN SOA localhost. hostmaster.localhost. %s 3600 600 86400 300
                @ IN NS localhost.
                """.formatted(Math.max(1, serial.getValue())) + entries;
    }
}
