package org.sallyport.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/** An input file as it was read: one read, so that what is used and what the manifest names are the same bytes. */
final class Source {

    private static final long LARGEST = 256L * 1024 * 1024;

    private final String name;
    private final byte[] bytes;

    /** @param name the file as the user named it */
    Source(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** @throws InputException where the file is missing, no file, too large or not readable */
    static Source read(Path file) {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw new InputException(
                        Where.in(name),
                        Text.of("this is a folder, a file was expected", "c'est un dossier, un fichier était attendu"),
                        Text.of("name a file in it", "nommez un fichier qu'il contient"));
            }
            if (!Files.exists(file)) {
                throw new InputException(
                        Where.in(name),
                        Text.of("there is no such file", "ce fichier n'existe pas"),
                        Text.of("check the path", "vérifiez le chemin"));
            }
            if (Files.size(file) > LARGEST) {
                throw new InputException(
                        Where.in(name),
                        Text.of("the file has more than 256 MiB", "le fichier fait plus de 256 Mio"),
                        Text.of("give the file that is meant", "donnez le fichier voulu"));
            }
            return new Source(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InputException(
                    Where.in(name),
                    Text.of(
                            "the file cannot be read (%s)",
                            "le fichier est illisible (%s)", e.getClass().getSimpleName()),
                    Text.of("check its permissions", "vérifiez ses droits d'accès"));
        }
    }

    /** @throws InputException where the bytes are no UTF-8 */
    String text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InputException(
                    Where.in(name),
                    Text.of("the file is no UTF-8 text", "le fichier n'est pas un texte en UTF-8"),
                    Text.of("save it as UTF-8", "enregistrez-le en UTF-8"));
        }
    }

    String sha256() {
        return sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
