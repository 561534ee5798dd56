package org.sallyport.check.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.Visible;

/**
 * Writes HTML in one language. All that goes in is text and is escaped: there is no way to put markup in but by elements.
 * Not safe for use by several threads.
 */
final class Html {

    /** Of a text that the network or a file said, in characters: no page has to be as long as an answer can be. */
    static final int LONGEST = 300;

    /** Elements between whose siblings white space says nothing; each begins a line of its own. */
    private static final Set<String> APART = Set.of(
            "html", "head", "meta", "title", "style", "body", "header", "main", "section", "article", "footer", "h1",
            "h2", "h3", "h4", "h5", "p", "ul", "li", "div", "details", "table", "thead", "tbody", "tr", "td", "th",
            "svg");

    private static final Set<String> EMPTY = Set.of("meta");

    private final Locale locale;
    private final StringBuilder text = new StringBuilder("<!DOCTYPE html>");
    private final Deque<String> open = new ArrayDeque<>();

    Html(Locale locale) {
        this.locale = locale;
        open("html", "lang", locale.getLanguage().equals("fr") ? "fr" : "en");
    }

    /** @param attributes names and values in turn */
    Html open(String element, String... attributes) {
        text.append(APART.contains(element) ? "\n<" : "<").append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
        text.append('>');
        if (!EMPTY.contains(element)) {
            open.push(element);
        }
        return this;
    }

    /** Ends the element that was opened last. */
    Html close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String words) {
        escape(words);
        return this;
    }

    Html text(Text words) {
        return text(words.in(locale));
    }

    /** Words as a sentence: with a capital letter and a full stop. */
    Html sentence(Text words) {
        String said = words.in(locale);
        int first = said.isEmpty() ? 0 : said.offsetByCodePoints(0, 1);
        return text(said.substring(0, first).toUpperCase(locale) + said.substring(first) + ".");
    }

    /** An element with nothing but text in it. */
    Html element(String element, String words, String... attributes) {
        return open(element, attributes).text(words).close();
    }

    Html element(String element, Text words, String... attributes) {
        return element(element, words.in(locale), attributes);
    }

    /** What somebody else wrote, letter by letter, cut where it is too long. */
    Html quote(String hostile) {
        int end = Math.min(hostile.length(), LONGEST);
        boolean halves =
                end < hostile.length() && Character.isSurrogatePair(hostile.charAt(end - 1), hostile.charAt(end));
        end = halves ? end - 1 : end;
        element("code", hostile.substring(0, end));
        return end == hostile.length()
                ? this
                : text(" ")
                        .element(
                                "small",
                                Text.of("… %s more characters", "… encore %s caractères", hostile.length() - end));
    }

    String in(Text words) {
        return words.in(locale);
    }

    /** Words in front of what they are about. */
    String label(Text words) {
        return in(words.then(Text.of(": ", " : ")));
    }

    /** Our own style sheet: the only text that is not escaped, as the language of style elements knows no escapes. */
    Html style(String ours) {
        text.append("\n<style>\n").append(ours).append("</style>");
        return this;
    }

    /** The whole page. */
    String end() {
        while (!open.isEmpty()) {
            close();
        }
        return text.append('\n').toString();
    }

    private void escape(String words) {
        words.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> Visible.append(text, codePoint);
            }
        });
    }
}
