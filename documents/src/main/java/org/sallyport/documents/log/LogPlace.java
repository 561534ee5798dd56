package org.sallyport.documents.log;

import java.util.List;
import java.util.regex.Pattern;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * Where a vendor's installer writes its log.
 *
 * @param fileName the name of the log that is being written, such as {@code SophosCloudInstaller.log}
 * @param folders the documented folders, as the vendor's document writes them; none where it names none
 */
public record LogPlace(String fileName, List<String> folders) {

    private static final Pattern NAME = Pattern.compile("[^./\\\\*?\\p{Cntrl}][^/\\\\*?\\p{Cntrl}]{0,199}");

    /** @throws InputException where the file name is a path, a pattern, hidden, too long or not printable */
    public LogPlace {
        folders = List.copyOf(folders);
        if (!NAME.matcher(fileName).matches() || !FileName.shown(fileName).equals(fileName)) {
            throw new InputException(
                    Text.of(
                            "\"%s\" cannot be the name of a log",
                            "« %s » ne peut pas être le nom d'un journal", FileName.shown(fileName)),
                    Text.of(
                            "write a file name without folder and stars, like Installer.log",
                            "écrivez un nom de fichier sans dossier ni étoiles, comme Installer.log"));
        }
    }

    /**
     * What this log and its rotated ones are called, in any case: {@code Installer.log}, {@code Installer-20260101.log},
     * {@code Installer.log.1}.
     */
    Pattern names() {
        int dot = fileName.lastIndexOf('.');
        String stem = dot < 0 ? fileName : fileName.substring(0, dot);
        String ending = dot < 0 ? "" : fileName.substring(dot);
        return Pattern.compile(
                Pattern.quote(stem) + ".*" + Pattern.quote(ending) + "(\\..*)?",
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
