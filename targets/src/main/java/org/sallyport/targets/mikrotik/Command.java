package org.sallyport.targets.mikrotik;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of RouterOS, taken apart.
 *
 * @param menu with blanks between its words: {@code ip firewall filter}
 * @param verb {@code add}; empty where the line only changes the menu
 * @param values by their names
 * @param words what is no value
 */
record Command(String menu, String verb, Map<String, String> values, List<String> words) {

    private static final Set<String> VERBS =
            Set.of("add", "set", "remove", "disable", "enable", "move", "print", "export", "comment", "reset-counters");

    /** @param current the menu in which a line without one stands */
    static Command parse(String line, String current) {
        List<String> menu = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        String verb = "";
        boolean absolute = line.startsWith("/");
        for (String token : tokens(line)) {
            int equals = token.indexOf('=');
            if (verb.isEmpty() && VERBS.contains(token)) {
                verb = token;
            } else if (verb.isEmpty()) {
                for (String part : token.split("/", -1)) {
                    if (!part.isEmpty()) {
                        menu.add(part);
                    }
                }
            } else if (equals > 0 && !token.startsWith("[")) {
                values.put(token.substring(0, equals), token.substring(equals + 1));
            } else {
                words.add(token);
            }
        }
        boolean here = menu.isEmpty() && !absolute;
        return new Command(here ? current : String.join(" ", menu), verb, values, words);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean isDisabled() {
        return Set.of("yes", "true").contains(values.getOrDefault("disabled", "no"));
    }

    /** Quotes are taken off, a backslash in them with what it protects; brackets stay one token. */
    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        int brackets = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\' && i + 1 < line.length()) {
                token.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && brackets == 0 && (c == ' ' || c == '\t')) {
                add(token, tokens);
            } else {
                brackets += quoted || (c != '[' && c != ']') ? 0 : c == '[' ? 1 : -1;
                token.append(c);
            }
        }
        add(token, tokens);
        return tokens;
    }

    private static void add(StringBuilder token, List<String> tokens) {
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }
}
