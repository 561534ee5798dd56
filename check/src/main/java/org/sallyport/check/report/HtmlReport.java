package org.sallyport.check.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Catalogs;

/**
 * Checks as one page for whoever administers the devices: a picture of the steps of each feature, and what to add on which
 * device. It needs nothing but itself: no script, no picture and no style from elsewhere. Immutable.
 *
 * @param catalogs that the sites were planned from
 * @param ended when the check ended, in the zone in which it is told
 * @param version of Sallyport
 */
public record HtmlReport(Catalogs catalogs, ZonedDateTime ended, Locale locale, String version) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'xxx", Locale.ROOT);

    // a page that somebody sends is opened without a thought: what is in it cannot load or send anything
    private static final String NOTHING_FROM_ELSEWHERE =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /** The page. */
    public String of(List<Dossier> sites) {
        Html html = new Html(locale);
        Text title = Text.of("Connectivity check: %s", "Contrôle de connectivité : %s", names(sites));
        html.open("head")
                .open("meta", "charset", "utf-8")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_FROM_ELSEWHERE)
                .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .open("meta", "name", "color-scheme", "content", "light dark")
                .element("title", title)
                .style(style())
                .close();
        html.open("body").open("header").element("h1", title);
        html.open("p")
                .element("time", TIME.format(ended), "datetime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ended))
                .close();
        if (sites.size() > 1) {
            Verdict.write(
                    html,
                    sites.stream()
                            .flatMap(site -> site.checked().climbs().stream())
                            .toList());
        }
        html.close().open("main");
        for (int i = 0; i < sites.size(); i++) {
            html.open("section");
            if (sites.size() > 1) {
                html.element("h2", sites.get(i).checked().site().toString());
            }
            new SitePart(html, sites.get(i), new Reasons(catalogs), sites.size() > 1 ? 3 : 2, "ladder-" + i + "-")
                    .write();
            html.close();
        }
        html.close();
        html.element("footer", "Sallyport " + version + ", sallyport check");
        return html.end();
    }

    private static Text names(List<Dossier> sites) {
        return sites.size() == 1
                ? Text.same(sites.getFirst().checked().site().toString())
                : Text.of("%s sites", "%s sites", sites.size());
    }

    private static String style() {
        try (InputStream sheet = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
