package org.sallyport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.CatalogDiff;
import org.sallyport.core.catalog.Fact;

/** What changed between two catalogs, as rows and as JSON. */
final class ChangesReport {

    private ChangesReport() {}

    static Table table() {
        return new Table(
                Text.of("change", "changement"),
                Text.of("kind", "genre"),
                Text.of("feature", "fonction"),
                Text.of("what", "quoi"),
                Text.of("line", "ligne"));
    }

    static void rows(Session session, Table table, CatalogDiff diff) {
        diff.added().forEach(fact -> row(table, session.in(Text.of("added", "ajouté")), fact));
        diff.removed().forEach(fact -> row(table, session.in(Text.of("removed", "retiré")), fact));
        diff.moved()
                .forEach(moved -> table.row(
                        session.in(Text.of("moved", "déplacé")),
                        kinds(moved),
                        moved.before().feature() + " -> " + moved.after().feature(),
                        moved.after().text(),
                        moved.after().from()));
    }

    static void put(Map<String, Object> json, CatalogDiff diff) {
        json.put("added", diff.added().stream().map(ChangesReport::json).toList());
        json.put("removed", diff.removed().stream().map(ChangesReport::json).toList());
        List<Object> moved = new ArrayList<>();
        for (CatalogDiff.Moved move : diff.moved()) {
            Map<String, Object> entry = Json.object();
            entry.put("from", json(move.before()));
            entry.put("to", json(move.after()));
            moved.add(entry);
        }
        json.put("moved", moved);
    }

    private static void row(Table table, String change, Fact fact) {
        table.row(change, Json.lower(fact.kind()), fact.feature(), fact.text(), fact.from());
    }

    private static String kinds(CatalogDiff.Moved moved) {
        String before = Json.lower(moved.before().kind());
        String after = Json.lower(moved.after().kind());
        return before.equals(after) ? before : before + " -> " + after;
    }

    private static Map<String, Object> json(Fact fact) {
        Map<String, Object> json = Json.object();
        json.put("kind", Json.lower(fact.kind()));
        json.put("feature", fact.feature().value());
        json.put("text", fact.text());
        json.put("document", fact.from().document().value());
        json.put("line", fact.from().line());
        return json;
    }
}
