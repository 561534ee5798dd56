package org.sallyport.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.SallyportException;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.site.Rule;

/** The JSON that commands print. Field names are documented in docs/json.md and stay. */
final class Json {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Json() {}

    /** A map that keeps the order in which fields are put. Values are maps, lists, texts, numbers and booleans. */
    static Map<String, Object> object() {
        return new LinkedHashMap<>();
    }

    static String write(Object value) {
        return GSON.toJson(value) + "\n";
    }

    static List<Object> ports(Ports ports) {
        return ports.list().stream()
                .<Object>map(port -> port.toString().contains("/") ? port.toString() : (Object) port.number())
                .toList();
    }

    static Map<String, Object> rule(Rule rule) {
        Map<String, Object> json = object();
        json.put("host", rule.host().toString());
        json.put("ports", ports(rule.ports()));
        json.put("form", lower(rule.form()));
        json.put("feature", rule.reason().feature().value());
        switch (rule.reason()) {
            case Rule.Documented documented -> {
                json.put("vendor", documented.vendor().value());
                json.put("document", documented.from().document().value());
                json.put("line", documented.from().line());
            }
            case Rule.Discovered discovered ->
                json.put("vendor", discovered.vendor().value());
            case Rule.Own own -> {
                json.put("reason", own.text());
                json.put("line", own.line());
            }
        }
        return json;
    }

    static Map<String, Object> error(SallyportException error) {
        Map<String, Object> json = object();
        Optional<Where> where = error.where();
        json.put("file", where.map(Where::file).orElse(""));
        json.put("line", where.map(Where::line).orElse(0));
        json.put("column", where.map(Where::column).orElse(0));
        json.put("what", error.what().english());
        json.put("repair", error.repair().english());
        return json;
    }

    /** The word for a constant in JSON, tables and files. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
