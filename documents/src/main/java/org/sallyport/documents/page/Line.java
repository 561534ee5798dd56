package org.sallyport.documents.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A line of a page as people read it, without bullet and markup; what is marked as code stands in backquotes.
 *
 * @param number of the line of the file in which it begins, from 1
 * @param text white space of all kinds is one space
 */
record Line(int number, String text) {

    private static final int FINGERPRINT_BYTES = 4;
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]+");

    Line {
        text = folded(text);
    }

    /** The text with every run of white space as one space, and none at its ends. */
    static String folded(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** Whether the line announces what follows. */
    boolean endsWithColon() {
        return text.endsWith(":") || text.endsWith("：");
    }

    /** What {@link org.sallyport.core.catalog.Document.Prose} keeps of a line that states no fact. */
    String fingerprint() {
        byte[] bytes = folded(text.replace("`", "")).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256(bytes), 0, FINGERPRINT_BYTES);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
