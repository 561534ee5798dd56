package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;

/**
 * A line of a device's file, before it is understood.
 *
 * @param number from 1
 * @param text without its line break
 */
public record SourceLine(String file, int number, String text) {

    /** More lines than any product's list takes into a file; a reader holds some memory for each. */
    public static final int MOST = 200_000;

    /** In characters, of all files together. */
    public static final int LARGEST = 32 * 1024 * 1024;

    /**
     * The lines of all files in their order. A carriage return before a line feed belongs to the line break.
     *
     * @throws InputException where a file has a NUL octet, or the files have more than {@value #LARGEST} characters or
     *     {@value #MOST} lines
     */
    public static List<SourceLine> of(DeviceFiles files) {
        List<SourceLine> lines = new ArrayList<>();
        long characters = 0;
        for (var file : files.texts().entrySet()) {
            characters += file.getValue().length();
            if (characters > LARGEST) {
                throw tooLarge(file.getKey());
            }
            add(lines, file.getKey(), file.getValue());
        }
        return List.copyOf(lines);
    }

    private static void add(List<SourceLine> lines, String file, String text) {
        int begin = 0;
        for (int number = 1; begin < text.length(); number++) {
            if (lines.size() == MOST) {
                throw tooLarge(file);
            }
            int end = text.indexOf('\n', begin);
            end = end < 0 ? text.length() : end;
            int content = end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end;
            String line = text.substring(begin, content);
            if (line.indexOf('\0') >= 0) {
                throw new InputException(
                        new Where(file, number, line.indexOf('\0') + 1),
                        Text.of("a NUL octet: this is no text file", "un octet nul : ce n'est pas un fichier texte"),
                        Text.of(
                                "give the device's text configuration",
                                "donnez la configuration texte de l'équipement"));
            }
            lines.add(new SourceLine(file, number, line));
            begin = end + 1;
        }
    }

    private static InputException tooLarge(String file) {
        return new InputException(
                Where.in(file),
                Text.of(
                        "the files have more than %s lines or %s MiB",
                        "les fichiers font plus de %s lignes ou %s Mio", MOST, LARGEST >> 20),
                Text.of("give the part that holds the list", "donnez la partie qui contient la liste"));
    }

    /** The line is about these names. */
    public Line about(NameSet names) {
        return Line.about(file, number, text, names);
    }

    public Line is(Line.State state) {
        return Line.of(file, number, text, state);
    }

    public Line is(Line.State state, Text remark) {
        return Line.of(file, number, text, state, remark);
    }

    /** {@code unbound.conf:12}. */
    public String place() {
        return file + ":" + number;
    }
}
