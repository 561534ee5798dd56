package org.sallyport.targets;

import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.yaml.YamlValue;

/**
 * A JSON file (RFC 8259) of a device. It is read as YAML, which JSON is a part of and whose reader knows places; what YAML takes
 * and JSON does not is refused before, for the product refuses it as well.
 */
public final class JsonFile {

    private static final String PUNCTUATION = "{}[]:,";

    private final String file;
    private final String text;
    private int line = 1;
    private int column = 1;

    private JsonFile(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** @throws InputException where the text is no JSON object */
    public static YamlValue parse(String file, String text) {
        new JsonFile(file, text).hold();
        return YamlValue.parse(file, text);
    }

    private void hold() {
        char before = ' ';
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = end(i, c);
            if (end == i || (before == ' ' && !isBlank(c) && c != '{')) {
                throw noJson(Text.of("this is no JSON object", "ce n'est pas un objet JSON"));
            }
            if (before == ',' && (c == '}' || c == ']')) {
                throw noJson(Text.of("a comma before a closing bracket", "une virgule avant un crochet fermant"));
            }
            before = isBlank(c) ? before : c;
            for (; i < end; i++) {
                column = text.charAt(i) == '\n' ? 1 : column + 1;
                line += text.charAt(i) == '\n' ? 1 : 0;
            }
        }
    }

    /** Where the token ends that begins at i; i itself where none does. */
    private int end(int i, char c) {
        if (isBlank(c) || PUNCTUATION.indexOf(c) >= 0) {
            return i + 1;
        }
        int end = i;
        if (c == '"') {
            end++;
            while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) >= ' ') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return end < text.length() && text.charAt(end) == '"' ? end + 1 : i;
        }
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        String word = text.substring(i, end);
        return word.matches("true|false|null|-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,9})?") ? end : i;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private InputException noJson(Text what) {
        return new InputException(
                new Where(file, line, column),
                what,
                Text.of("give the JSON text that the product exports", "donnez le texte JSON que le produit exporte"));
    }
}
