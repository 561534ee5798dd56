package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;

/** Files that people take for a log, by the bytes that such a file has at a fixed place. */
enum FileKind {
    ZIP(0, "PK\3\4", true),
    GZIP(0, "\37\213", true),
    BZIP2(4, "1AY&SY", true),
    XZ(0, "\3757zXZ\0", true),
    ZSTD(0, "(\265/\375", true),
    SEVEN_ZIP(0, "7z\274\257'\34", true),
    RAR(0, "Rar!\32\7", true),
    CABINET(0, "MSCF\0\0\0\0", true),
    TAR(257, "ustar", true),
    EVENT_LOG(0, "ElfFile\0", false),
    OLE(0, "\320\317\21\340\241\261\32\341", false),
    PDF(0, "%PDF-", false);

    private final int offset;
    private final String magic;
    private final boolean packed;

    FileKind(int offset, String magic, boolean packed) {
        this.offset = offset;
        this.magic = magic;
        this.packed = packed;
    }

    /** The error that says why this is no log, if it is none. */
    static Optional<InputException> refusal(Where where, byte[] buffer, int end) {
        for (FileKind kind : values()) {
            if (kind.fits(buffer, end)) {
                return Optional.of(kind.refused(where));
            }
        }
        return Optional.empty();
    }

    private boolean fits(byte[] buffer, int end) {
        return end >= offset + magic.length() && new String(buffer, offset, magic.length(), ISO_8859_1).equals(magic);
    }

    private InputException refused(Where where) {
        return packed
                ? new InputException(
                        where,
                        Text.of("it is packed, not text", "le fichier est compressé, ce n'est pas du texte"),
                        Text.of("unpack it first", "décompressez-le d'abord"))
                : new InputException(
                        where,
                        Text.of(
                                "it is an event log or a document, not text",
                                "c'est un journal d'événements ou un document, pas du texte"),
                        Text.of(
                                "give the installer's log, which is a text file",
                                "donnez le journal de l'installeur, qui est un fichier texte"));
    }
}
