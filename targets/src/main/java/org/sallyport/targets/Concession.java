package org.sallyport.targets;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.site.Rule;

/**
 * A rule that a device does not express as the document means it, and what came of that.
 *
 * @param writtenInstead the entries that stand for it
 * @param reason the site's, where it ruled
 * @param witness a name that passes besides, where something wider was written
 */
public record Concession(
        Rule rule, Kind kind, List<HostPattern> writtenInstead, String reason, Optional<HostName> witness) {

    public enum Kind {
        /** The document's own wider entry is written; the device stays within {@code may}. */
        DOCUMENTS_WIDER,
        /** The site ruled that something wider is written. */
        WIDENED,
        /** The site ruled that it is left out. */
        OMITTED,
        /** The site ruled that what cannot be said is left out: the entry is written, and names further below do not pass. */
        NARROWED,
        /** The site did not rule: the render fails. */
        UNRULED
    }

    public Concession {
        writtenInstead = List.copyOf(writtenInstead);
    }

    /** What became of the rule, in one sentence without a full stop. */
    public Text sentence() {
        String why = Comments.reasons(List.of(rule));
        String instead = String.join(
                ", ", writtenInstead.stream().map(HostPattern::toString).toList());
        String besides = witness.map(HostName::value).orElse("-");
        String ruling = reason.isEmpty() ? "" : " (" + reason + ")";
        return switch (kind) {
            case DOCUMENTS_WIDER ->
                Text.of(
                        "%s [%s] cannot be said here: the document's own wider %s stands for it, and lets through %s too",
                        "%s [%s] ne peut pas se dire ici : %s, plus large et du même document, le remplace et laisse aussi passer %s",
                        rule.host(),
                        why,
                        instead,
                        besides);
            case WIDENED ->
                Text.of(
                        "%s [%s] cannot be said here: the site lets it be widened%s to %s, which lets through %s too",
                        "%s [%s] ne peut pas se dire ici : le site l'élargit%s à %s, qui laisse aussi passer %s",
                        rule.host(),
                        why,
                        ruling,
                        instead,
                        besides);
            case OMITTED ->
                Text.of(
                        "%s [%s] cannot be said here: the site leaves it out%s, and what needs it cannot be used",
                        "%s [%s] ne peut pas se dire ici : le site l'omet%s, et ce qui en a besoin est inutilisable",
                        rule.host(),
                        why,
                        ruling);
            case NARROWED ->
                Text.of(
                        "%s [%s] passes one label deep here: the site leaves out what lies deeper%s",
                        "%s [%s] ne passe ici que pour une étiquette : le site omet ce qui est plus bas%s",
                        rule.host(),
                        why,
                        ruling);
            case UNRULED ->
                Text.of(
                        "%s [%s] cannot be said here, and the site has not ruled: it is missing",
                        "%s [%s] ne peut pas se dire ici, et le site n'a pas tranché : il manque", rule.host(), why);
        };
    }
}
