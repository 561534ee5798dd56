package org.sallyport.documents.log;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.Nearest;

/** The names of files as people read and mistype them. */
final class FileName {

    private FileName() {}

    /** The name with everything that a terminal or a log would obey, or that hides, written as a Java escape. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format(Locale.ROOT, "\\u%04X", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** The one of these names that was probably meant, if one is near enough to be a slip; the case does not count. */
    static Optional<String> nearest(String name, Collection<String> others) {
        Map<String, String> byLowerCase = new TreeMap<>();
        others.forEach(other -> byLowerCase.putIfAbsent(other.toLowerCase(Locale.ROOT), other));
        return Nearest.to(name.toLowerCase(Locale.ROOT), byLowerCase.keySet()).map(byLowerCase::get);
    }
}
