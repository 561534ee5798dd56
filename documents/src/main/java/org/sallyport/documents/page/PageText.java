package org.sallyport.documents.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * The characters of a file that is a text. UTF-8 is meant where nothing says otherwise: a byte order mark, or in HTML
 * the declared character set.
 *
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 */
record PageText(String characters, String sha256) {

    static final int LARGEST = 2 * 1024 * 1024;

    private static final int DECLARED_WITHIN = 1024;
    private static final Pattern DECLARED =
            Pattern.compile("<meta\\b[^>]{0,200}?charset\\s*=\\s*[\"']?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private record Magic(String kind, String hexadecimal) {}

    private static final List<Magic> BINARY = List.of(
            new Magic("PDF", "25504446"),
            new Magic("ZIP, DOCX, ODT", "504b0304"),
            new Magic("gzip", "1f8b"),
            new Magic("PNG", "89504e47"),
            new Magic("JPEG", "ffd8ff"),
            new Magic("GIF", "47494638"),
            new Magic("DOC, MSI", "d0cf11e0"),
            new Magic("ELF", "7f454c46"),
            new Magic("EXE", "4d5a90"));

    /**
     * Reads a file.
     *
     * @throws InputException where it is empty, too large, or no text
     */
    static PageText of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw refused(
                    Text.of(
                            "the file has %d bytes; a page has at most %d",
                            "le fichier a %d octets ; une page en a au plus %d", bytes.length, LARGEST),
                    Text.of("save the page alone", "enregistrez la page seule"));
        }
        for (Magic magic : BINARY) {
            if (startsWith(bytes, magic.hexadecimal)) {
                throw refused(
                        Text.of("the file is no text, but %s", "le fichier n'est pas du texte mais du %s", magic.kind),
                        SAVE_AS_TEXT);
            }
        }
        String text = decoded(bytes);
        if (isBlank(text)) {
            throw refused(Text.of("the file is empty", "le fichier est vide"), SAVE_AS_TEXT);
        }
        if (text.indexOf('\0') >= 0) {
            throw refused(
                    Text.of(
                            "the file is no text: it has NUL characters",
                            "le fichier n'est pas du texte : il contient des caractères NUL"),
                    SAVE_AS_TEXT);
        }
        return new PageText(text, HexFormat.of().formatHex(Line.sha256(bytes)));
    }

    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static String decoded(byte[] bytes) {
        if (startsWith(bytes, "efbbbf")) {
            return decoded(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, "feff")) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, "fffe")) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE);
        }
        return decoded(bytes, 0, declared(bytes).orElse(StandardCharsets.UTF_8));
    }

    private static String decoded(byte[] bytes, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(
                    Text.of("the file is no text in %s", "le fichier n'est pas du texte en %s", charset.name()),
                    Text.of("save it as UTF-8", "enregistrez-le en UTF-8"));
        }
    }

    // only the sets that browsers read as windows-1252: nothing else has been met on these pages
    private static Optional<Charset> declared(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(DECLARED_WITHIN, bytes.length), StandardCharsets.ISO_8859_1);
        Matcher meta = DECLARED.matcher(beginning);
        if (!meta.find()) {
            return Optional.empty();
        }
        return switch (meta.group(1).toLowerCase(Locale.ROOT)) {
            case "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii" ->
                Optional.of(Charset.forName("windows-1252"));
            case "iso-8859-15" -> Optional.of(Charset.forName("ISO-8859-15"));
            default -> Optional.empty();
        };
    }

    private static boolean startsWith(byte[] bytes, String hexadecimal) {
        byte[] magic = HexFormat.of().parseHex(hexadecimal);
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    private static InputException refused(Text what, Text repair) {
        return new InputException(what, repair);
    }

    private static final Text SAVE_AS_TEXT = Text.of(
            "save the vendor's page as text, HTML or Markdown",
            "enregistrez la page du fournisseur en texte, HTML ou Markdown");
}
