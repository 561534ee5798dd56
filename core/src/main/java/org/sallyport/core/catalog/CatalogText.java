package org.sallyport.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sallyport.core.Id;

/** Writes a catalog in the YAML form that {@link CatalogYaml} reads: the same catalog, the same bytes. */
public final class CatalogText {

    private static final int PROSE_PER_LINE = 7;

    private final StringBuilder out = new StringBuilder();
    private final Catalog catalog;
    private final Id mainDocument;

    private CatalogText(Catalog catalog) {
        this.catalog = catalog;
        this.mainDocument = catalog.documents().getFirst().id();
    }

    public static String write(Catalog catalog) {
        return new CatalogText(catalog).text();
    }

    private String text() {
        line(
                0,
                "# What " + scalar(catalog.name())
                        + " has to reach: facts, each with the line of the document it comes from.");
        line(0, "# Written by `sallyport catalog import`; docs/schema/catalog.schema.json describes the form.");
        line(0, "sallyport-catalog: " + CatalogYaml.VERSION);
        line(0, "vendor: " + catalog.vendor());
        line(0, "name: " + scalar(catalog.name()));
        line(0, "documents:");
        catalog.documents().forEach(this::document);
        if (!catalog.regions().isEmpty()) {
            line(
                    0,
                    "regions: ["
                            + String.join(
                                    ", ",
                                    catalog.regions().stream().map(Id::value).toList()) + "]");
        }
        line(0, "ports:");
        catalog.ports()
                .forEach(port ->
                        entry(1, field("port", port.port()), field("protocol", port.protocol()), from(port.from())));
        line(0, "features:");
        catalog.features().forEach(this::feature);
        if (!catalog.advice().isEmpty()) {
            line(0, "advice:");
            catalog.advice().forEach(this::advice);
        }
        return out.toString();
    }

    private void document(Document document) {
        line(1, "- id: " + document.id());
        line(2, field("title", document.title()));
        line(2, field("language", document.language()));
        document.address().ifPresent(address -> line(2, field("address", address)));
        line(2, "read: " + document.read());
        line(2, "sha256: " + scalar(document.sha256()));
        List<Document.Prose> prose = document.prose();
        if (!prose.isEmpty()) {
            line(2, "# line:fingerprint of the lines that state no fact below");
            line(2, "prose:");
            for (int i = 0; i < prose.size(); i += PROSE_PER_LINE) {
                String lines = String.join(
                        ", ",
                        prose.subList(i, Math.min(prose.size(), i + PROSE_PER_LINE)).stream()
                                .map(p -> "\"" + p.line() + ":" + p.fingerprint() + "\"")
                                .toList());
                boolean last = i + PROSE_PER_LINE >= prose.size();
                line(3, (i == 0 ? "[ " : "  ") + lines + (last ? " ]" : ","));
            }
        }
    }

    private void feature(Feature feature) {
        out.append('\n');
        line(1, "- id: " + feature.id());
        line(2, field("name", feature.name()));
        from(2, feature.from());
        if (feature.always()) {
            line(2, "always: true");
        }
        feature.condition().ifPresent(condition -> {
            line(2, "condition:");
            line(3, "id: " + condition.id());
            line(3, field("en", condition.text().english()));
            line(3, field("fr", condition.text().french()));
            from(3, condition.from());
        });
        endpoints("hosts", feature.hosts());
        endpoints("wildcards", feature.wildcards());
        endpoints("wider", feature.wider());
        feature.discovery().ifPresent(this::discovery);
        if (!feature.checks().isEmpty()) {
            line(2, "checks:");
            feature.checks().forEach(this::check);
        }
    }

    private void endpoints(String key, List<Endpoint> endpoints) {
        if (endpoints.isEmpty() && !key.equals("hosts")) {
            return;
        }
        line(2, endpoints.isEmpty() ? key + ": []" : key + ":");
        for (Endpoint endpoint : endpoints) {
            List<String> fields = new ArrayList<>();
            fields.add(field("host", endpoint.host()));
            if (!endpoint.ports().equals(catalog.defaultPorts())) {
                fields.add("ports: ["
                        + String.join(
                                ", ",
                                endpoint.ports().list().stream()
                                        .map(Port::toString)
                                        .toList()) + "]");
            }
            endpoint.region().ifPresent(region -> fields.add("region: " + region));
            fields.add(from(endpoint.from()));
            entry(3, fields.toArray(String[]::new));
        }
    }

    private void discovery(DiscoveryRule discovery) {
        line(2, "discovery:");
        discovery.log().ifPresent(log -> {
            line(3, field("file", log.file()));
            from(3, log.from());
        });
        line(3, discovery.folders().isEmpty() ? "folders: []" : "folders:");
        discovery
                .folders()
                .forEach(folder ->
                        entry(4, field("path", folder.path()), field("since", folder.since()), from(folder.from())));
        line(3, discovery.beginnings().isEmpty() ? "beginnings: []" : "beginnings:");
        discovery.beginnings().forEach(text -> entry(4, field("text", text.text()), from(text.from())));
        discovery
                .example()
                .ifPresent(example ->
                        line(3, "example: { " + field("host", example.host()) + ", " + from(example.from()) + " }"));
    }

    private void check(Check check) {
        String system = "system: " + check.system();
        switch (check) {
            case Check.Resolve resolve -> entry(3, system, field("resolve", resolve.host()), from(check.from()));
            case Check.Request request -> {
                List<String> fields =
                        new ArrayList<>(List.of(system, field("request", request.address()), from(check.from())));
                request.answer().ifPresent(answer -> {
                    fields.add(field("answer", answer.contains()));
                    fields.add("answer-line: " + answer.from().line());
                });
                entry(3, fields.toArray(String[]::new));
            }
        }
    }

    private void advice(Advice advice) {
        line(1, "- id: " + advice.id());
        from(2, advice.from());
        line(2, field("en", advice.text().english()));
        line(2, field("fr", advice.text().french()));
        if (!advice.hosts().isEmpty()) {
            line(
                    2,
                    "hosts: ["
                            + String.join(
                                    ", ",
                                    advice.hosts().stream()
                                            .map(CatalogText::scalar)
                                            .toList()) + "]");
        }
    }

    private String from(Provenance from) {
        return "line: " + from.line() + (from.document().equals(mainDocument) ? "" : ", document: " + from.document());
    }

    private void from(int depth, Provenance from) {
        line(depth, "line: " + from.line());
        if (!from.document().equals(mainDocument)) {
            line(depth, "document: " + from.document());
        }
    }

    private void entry(int depth, String... fields) {
        line(depth, "- { " + String.join(", ", fields) + " }");
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private static String field(String key, Object value) {
        return key + ": " + scalar(value);
    }

    /** Plain where YAML reads it as the same text in every place of this form, else in double quotes. */
    private static String scalar(Object value) {
        String text = value.toString();
        boolean words = text.matches("[A-Za-z0-9][A-Za-z0-9 ._/()-]*[A-Za-z0-9.)/]|[A-Za-z0-9]");
        if (words && !text.matches("true|false|null|yes|no|on|off")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20
                            || (c >= 0x7f && c < 0xa0)
                            || c == 0x2028
                            || c == 0x2029
                            || c == 0xfeff
                            || (c >= 0xd800 && c < 0xe000)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
