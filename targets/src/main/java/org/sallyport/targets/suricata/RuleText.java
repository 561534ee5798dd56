package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule as Suricata takes it apart: seven words and the options in parentheses.
 *
 * @param options in their order
 */
record RuleText(
        String action,
        String protocol,
        String source,
        String sourcePorts,
        String direction,
        String destination,
        String destinationPorts,
        List<Option> options) {

    /** @param value without blanks around it; empty where there is none */
    record Option(String keyword, String value) {}

    RuleText {
        options = List.copyOf(options);
    }

    /** The rule, or nothing where the text has not the form of one. */
    static Optional<RuleText> parse(String text) {
        int open = text.indexOf('(');
        String rule = text.strip();
        if (open < 0 || !rule.endsWith(")")) {
            return Optional.empty();
        }
        List<String> words = words(text.substring(0, open));
        Optional<List<Option>> options = options(text.substring(open + 1, text.lastIndexOf(')')));
        return words.size() == 7
                ? options.map(list -> new RuleText(
                        words.get(0),
                        words.get(1),
                        words.get(2),
                        words.get(3),
                        words.get(4),
                        words.get(5),
                        words.get(6),
                        list))
                : Optional.empty();
    }

    Optional<String> first(String keyword) {
        return options.stream()
                .filter(option -> option.keyword.equals(keyword))
                .map(Option::value)
                .findFirst();
    }

    /** Blanks in brackets part no words. */
    private static List<String> words(String head) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        String ended = head + " ";
        for (int i = 0; i < ended.length(); i++) {
            char c = ended.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            boolean blank = c == ' ' || c == '\t';
            if (blank && depth <= 0) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else if (!blank) {
                word.append(c);
            }
        }
        return words;
    }

    /** Every option ends with a semicolon; inside quotes and behind a backslash it ends none. */
    private static Optional<List<Option>> options(String text) {
        List<Option> options = new ArrayList<>();
        StringBuilder option = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                option.append(c).append(text.charAt(++i));
            } else if (c == ';' && !quoted) {
                options.add(option(option.toString().strip()));
                option.setLength(0);
            } else {
                quoted ^= c == '"';
                option.append(c);
            }
        }
        return option.toString().isBlank() ? Optional.of(options) : Optional.empty();
    }

    private static Option option(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Option(text, "")
                : new Option(
                        text.substring(0, colon).strip(),
                        text.substring(colon + 1).strip());
    }
}
