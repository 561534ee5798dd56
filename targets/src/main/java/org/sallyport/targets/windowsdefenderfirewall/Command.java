package org.sallyport.targets.windowsdefenderfirewall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of a pipeline.
 *
 * @param name in lower case
 * @param parameters by their names in lower case, without the hyphen; a switch has no value
 * @param rest words that belong to no parameter
 */
record Command(String name, Map<String, List<Word>> parameters, List<Word> rest) {

    /**
     * A word.
     *
     * @param isPlain whether its text is its value, with nothing that PowerShell would put in its place
     * @param isQuoted whether it stood in quotes, and is no name of a parameter then
     */
    record Word(String text, boolean isPlain, boolean isQuoted) {

        boolean is(String other) {
            return isPlain && text.equalsIgnoreCase(other);
        }

        /** {@code $true} is a value of its own. */
        boolean isTrue() {
            return text.equalsIgnoreCase("$true");
        }
    }

    private static final Pattern PARAMETER = Pattern.compile("-([A-Za-z]+)(?::(.*))?");

    static Command of(List<Word> words) {
        Map<String, List<Word>> parameters = new LinkedHashMap<>();
        List<Word> rest = new ArrayList<>();
        Optional<List<Word>> values = Optional.empty();
        for (Word word : words.subList(1, words.size())) {
            Matcher name = PARAMETER.matcher(word.text());
            if (!word.isQuoted() && name.matches()) {
                List<Word> found = parameters.computeIfAbsent(lower(name.group(1)), _ -> new ArrayList<>());
                values = Optional.of(found);
                String value = Optional.ofNullable(name.group(2)).orElse("");
                if (!value.isEmpty()) {
                    found.add(new Word(value, value.indexOf('$') < 0, false));
                }
            } else {
                values.orElse(rest).add(word);
            }
        }
        return new Command(lower(words.getFirst().text()), new HashMap<>(parameters), rest);
    }

    /** The one value of a parameter. */
    Optional<Word> value(String parameter) {
        List<Word> values = parameters.getOrDefault(parameter, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    List<Word> values(String parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    boolean has(String parameter) {
        return parameters.containsKey(parameter);
    }

    /** Whether the parameter is missing, or has one value that can be read. */
    boolean isReadable(String parameter) {
        return !has(parameter)
                || value(parameter)
                        .filter(word -> word.isPlain() || word.isTrue())
                        .isPresent();
    }

    /** Whether it has no other parameters than these, and no other words. */
    boolean hasOnly(Set<String> known) {
        return known.containsAll(parameters.keySet()) && rest.isEmpty();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
