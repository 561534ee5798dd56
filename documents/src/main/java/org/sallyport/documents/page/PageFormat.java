package org.sallyport.documents.page;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats in which vendors' pages are kept. */
public enum PageFormat {
    /** What a browser saves as text, or a person copies from it. */
    TEXT,
    HTML,
    /** CommonMark with tables. */
    MARKDOWN;

    private static final int SNIFFED = 4096;
    private static final Pattern HTML_BEGINNING = Pattern.compile(
            "\\A\\s*(?:<\\?xml[^>]*>\\s*)?(?:<!--(?s:.{0,1000}?)-->\\s*){0,5}<(?:!doctype\\s+html|html|head|body)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKDOWN_HEADING = Pattern.compile("^#{1,6} +\\S", Pattern.MULTILINE);

    /** The format that the text shows, else that of the file's name, else plain text. */
    public static PageFormat of(String fileName, String text) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String beginning = text.substring(0, Math.min(SNIFFED, text.length()));
        if (HTML_BEGINNING.matcher(beginning).find() || name.matches("(?s).*\\.x?html?")) {
            return HTML;
        }
        boolean markdown = MARKDOWN_HEADING.matcher(beginning).find();
        return markdown || name.endsWith(".md") || name.endsWith(".markdown") ? MARKDOWN : TEXT;
    }

    Page read(String text, Predicate<String> isKnownHeading) {
        return switch (this) {
            case TEXT -> TextPage.read(text, isKnownHeading);
            case HTML -> HtmlPage.read(text);
            case MARKDOWN -> MarkdownPage.read(text);
        };
    }
}
