package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * How a log writes its characters, as far as ASCII needs it: UTF-8 and the Windows code pages write an ASCII character
 * as one byte, and which of them it is does not matter before a word with other characters is looked at.
 */
enum Encoding {
    ONE_BYTE(1, UTF_8),
    UTF_16_LITTLE(2, UTF_16LE),
    UTF_16_BIG(2, UTF_16BE);

    /** How much of a log the encoding is recognised by, in bytes; more than a beginning and what follows it. */
    static final int HEAD = 4096;

    /** In Japanese, Chinese and Korean code pages the second byte of a character may look like a letter or an @. */
    private static final Pattern PAIR = Pattern.compile("[\\x81-\\xfe][@-~]");

    private final int width;
    private final Charset charset;

    Encoding(int width, Charset charset) {
        this.width = width;
        this.charset = charset;
    }

    /** By the byte order mark; without one by the zero bytes, which UTF-16 has on one side of each ASCII character. */
    static Encoding of(byte[] buffer, int end) {
        if (end >= 2 && buffer[0] == (byte) 0xff && buffer[1] == (byte) 0xfe) {
            return UTF_16_LITTLE;
        }
        if (end >= 2 && buffer[0] == (byte) 0xfe && buffer[1] == (byte) 0xff) {
            return UTF_16_BIG;
        }
        int pairs = Math.min(end, HEAD) / 2;
        int first = 0;
        int second = 0;
        for (int i = 0; i < pairs; i++) {
            first += buffer[2 * i] == 0 ? 1 : 0;
            second += buffer[2 * i + 1] == 0 ? 1 : 0;
        }
        // a quarter: the head of the log may hold texts in another script
        if (4 * second >= pairs && 4 * first < second) {
            return UTF_16_LITTLE;
        }
        if (4 * first >= pairs && 4 * second < first) {
            return UTF_16_BIG;
        }
        return ONE_BYTE;
    }

    /** Bytes per unit: a UTF-16 unit, or a byte. */
    int width() {
        return width;
    }

    byte[] encode(String ascii) {
        return ascii.getBytes(charset);
    }

    /** The unit that begins at this byte. */
    int unit(byte[] buffer, int at) {
        return switch (this) {
            case ONE_BYTE -> buffer[at] & 0xff;
            case UTF_16_LITTLE -> (buffer[at] & 0xff) | (buffer[at + 1] & 0xff) << 8;
            case UTF_16_BIG -> (buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff);
        };
    }

    Word decode(byte[] buffer, int from, int to) {
        String text = new String(buffer, from, to - from, charset);
        boolean codePage = this == ONE_BYTE && text.indexOf('\ufffd') >= 0;
        return codePage ? inCodePage(new String(buffer, from, to - from, ISO_8859_1)) : new Word(text, true);
    }

    private static Word inCodePage(String bytes) {
        return new Word(PAIR.matcher(bytes).replaceAll("\u0080\u0080"), false);
    }

    /**
     * @param text what was read
     * @param certain whether its characters are known; if not, something beyond ASCII stands for each
     *     byte of a character beyond ASCII
     */
    record Word(String text, boolean certain) {}
}
