package org.sallyport.gate.tunnel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Explanation;
import org.sallyport.core.site.NearMiss;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;

/**
 * What a refused client is told: which name, the nearest rule and its feature, and how to ask for it; as JSON, or as HTML
 * for whoever accepts that. Immutable.
 *
 * @param contact whom to ask; empty for the site's administrator
 */
record Answers(Optional<String> contact) {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final Map<Integer, String> PHRASES = Map.of(
            400, "Bad Request",
            403, "Forbidden",
            408, "Request Timeout",
            414, "URI Too Long",
            431, "Request Header Fields Too Large",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            505, "HTTP Version Not Supported");

    /** The whole answer to a refused request. */
    byte[] refusal(
            Refusal refusal,
            Optional<Destination> destination,
            Optional<Explanation> explanation,
            List<String> accepted) {
        boolean html = accepted.stream().anyMatch(value -> value.contains("text/html"));
        Optional<NearMiss> nearest = explanation.flatMap(Explanation::nearest);
        String body =
                html ? html(refusal, destination, nearest) : GSON.toJson(json(refusal, destination, nearest)) + "\n";
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + refusal.status() + " " + PHRASES.getOrDefault(refusal.status(), "Refused")
                + "\r\nContent-Type: " + (html ? "text/html" : "application/json") + "; charset=utf-8"
                + "\r\nContent-Length: " + octets.length
                + "\r\nCache-Control: no-store"
                + "\r\nX-Content-Type-Options: nosniff"
                + "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'"
                + "\r\nVia: 1.1 sallyport"
                + "\r\nConnection: close\r\n\r\n";
        byte[] all = new byte[head.length() + octets.length];
        System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, all, 0, head.length());
        System.arraycopy(octets, 0, all, head.length(), octets.length);
        return all;
    }

    private Map<String, Object> json(Refusal refusal, Optional<Destination> destination, Optional<NearMiss> nearest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", refusal.isFailure() ? "failed" : "refused");
        json.put("reason", refusal.id());
        json.put("message", refusal.text().english());
        destination.ifPresent(wanted -> {
            json.put("host", wanted.written());
            json.put("port", wanted.port().number());
        });
        nearest.ifPresent(miss -> {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("host", miss.rule().host().toString());
            rule.put("feature", miss.rule().reason().feature().value());
            switch (miss.rule().reason()) {
                case Rule.Documented documented -> {
                    rule.put("vendor", documented.vendor().value());
                    rule.put("document", documented.from().document().value());
                    rule.put("line", documented.from().line());
                }
                case Rule.Discovered discovered ->
                    rule.put("vendor", discovered.vendor().value());
                case Rule.Own own -> rule.put("line", own.line());
            }
            rule.put("why", miss.why().english());
            json.put("nearest", rule);
        });
        if (refusal.isOfPolicy()) {
            addition(destination).ifPresent(line -> json.put("add", line));
            json.put("ask", ask().english());
        }
        return json;
    }

    private String html(Refusal refusal, Optional<Destination> destination, Optional<NearMiss> nearest) {
        StringBuilder page = new StringBuilder(2048);
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(refusal.isFailure() ? "Not reached" : "Not let through")
                .append("</title><style>")
                .append("body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem;")
                .append("color:#1a1a1a;background:#fff}h1{font-size:1.4rem;overflow-wrap:anywhere}")
                .append("code,pre{font:14px/1.4 ui-monospace,monospace;background:#f2f2f2;border-radius:4px}")
                .append(
                        "code{padding:.1em .3em;overflow-wrap:anywhere}pre{padding:.8em;white-space:pre-wrap;overflow-wrap:anywhere}")
                .append(".fr{color:#555}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181b}")
                .append("code,pre{background:#26292e}.fr{color:#a5a5a5}}</style></head><body>\n<h1>");
        page.append(escaped(destination.map(Destination::toString).orElse("The request")))
                .append(refusal.isFailure() ? " was not reached" : " is not let through")
                .append("</h1>\n");
        both(page, refusal.text());
        nearest.ifPresent(miss -> {
            page.append("<p>Nearest rule: <code>")
                    .append(escaped(miss.rule().host().toString()))
                    .append("</code>, feature <code>")
                    .append(escaped(miss.rule().reason().feature().value()))
                    .append("</code> (")
                    .append(escaped(miss.rule().reason().toString()))
                    .append(")</p>\n");
            both(page, miss.why());
        });
        if (refusal.isOfPolicy()) {
            both(page, ask());
            addition(destination)
                    .ifPresent(
                            line -> page.append("<pre>").append(escaped(line)).append("</pre>\n"));
        }
        return page.append("<p><small>Sallyport gate, ")
                .append(refusal.id())
                .append("</small></p>\n</body></html>\n")
                .toString();
    }

    private Text ask() {
        return contact.map(whom -> Text.of(
                        "If you need it, ask %s for this line in the site file.",
                        "Si vous en avez besoin, demandez à %s cette ligne dans le fichier de site.", whom))
                .orElseGet(
                        () -> Text.of(
                                "If you need it, ask your administrator for this line in the site file.",
                                "Si vous en avez besoin, demandez à votre administrateur cette ligne dans le fichier de site."));
    }

    private static Optional<String> addition(Optional<Destination> destination) {
        return destination
                .map(wanted -> switch (wanted) {
                    case Destination.Named(HostName host, Port port) ->
                        "- { host: \"" + host + "\", ports: [" + port.number() + "], reason: \"...\" }";
                    case Destination.Numbered numbered -> "";
                })
                .filter(line -> !line.isEmpty());
    }

    private static void both(StringBuilder page, Text text) {
        page.append("<p>")
                .append(escaped(text.english()))
                .append("</p>\n<p class=\"fr\" lang=\"fr\">")
                .append(escaped(text.french()))
                .append("</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
