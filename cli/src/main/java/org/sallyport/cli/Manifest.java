package org.sallyport.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.site.Site;
import org.sallyport.targets.Concession;

/**
 * What a device's files were made from and what they leave open. It holds no date and no path: the same input gives
 * the same bytes.
 */
record Manifest(DeviceRender render, Source site, CatalogFolder catalogs) {

    String text() {
        Map<String, Object> json = Json.object();
        json.put("sallyport", Version.text());
        json.put("site", render.allowlist().site().name().value());
        json.put("device", render.device().name().value());
        json.put("target", render.device().target().value());
        json.put("wildcards", render.target().takesWildcards(render.device()));
        json.put("inputs", inputs());
        json.put("files", files());
        json.put("entries", render.rendering().entries());
        ProofText.put(json, render.proof());
        json.put("documents_wider", concessions(Concession.Kind.DOCUMENTS_WIDER));
        json.put("widened", concessions(Concession.Kind.WIDENED));
        json.put("omitted", concessions(Concession.Kind.OMITTED));
        json.put("narrowed", concessions(Concession.Kind.NARROWED));
        json.put(
                "passes_neighbours",
                render.target().capabilities(render.device()).passesNeighbours());
        json.put(
                "remarks",
                render.allowlist().remarks().stream().map(Text::english).toList());
        return Json.write(json);
    }

    private List<Object> inputs() {
        List<Object> inputs = new ArrayList<>();
        inputs.add(input("site", fileName(site.name()), site.sha256()));
        for (Site.Subscription subscription : render.allowlist().site().vendors()) {
            Source catalog = catalogs.source(subscription.vendor());
            inputs.add(input("catalog", fileName(catalog.name()), catalog.sha256()));
        }
        return inputs;
    }

    private static Map<String, Object> input(String kind, String file, String sha256) {
        Map<String, Object> json = Json.object();
        json.put("kind", kind);
        json.put("file", file);
        json.put("sha256", sha256);
        return json;
    }

    private List<Object> files() {
        List<Object> files = new ArrayList<>();
        render.rendering().files().forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Map<String, Object> json = Json.object();
            json.put("file", name);
            json.put("bytes", bytes.length);
            json.put("sha256", Source.sha256(bytes));
            files.add(json);
        });
        return files;
    }

    private List<Object> concessions(Concession.Kind kind) {
        return render.rendering().concessions().stream()
                .filter(concession -> concession.kind() == kind)
                .<Object>map(ProofText::json)
                .toList();
    }

    private static String fileName(String path) {
        return Optional.ofNullable(Path.of(path).getFileName())
                .map(Path::toString)
                .orElse(path);
    }
}
