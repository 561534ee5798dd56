package org.sallyport.targets;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.LabelGlob;

/**
 * Writes a pattern with stars as a regular expression that POSIX (extended) and Perl read alike: bound to both ends, a
 * star stands for characters of one label. Only for writers; readers take expressions apart by themselves.
 */
public final class GlobExpression {

    private static final String LABEL_CHARACTER = "[a-z0-9_-]";

    private GlobExpression() {}

    /** {@code ^tf-[a-z0-9_-]*-bucket\.example\.com$}, for names in lower case. */
    public static String of(HostPattern.Glob glob) {
        List<String> labels = new ArrayList<>();
        for (LabelGlob label : glob.labels()) {
            if (!label.equals(LabelGlob.ANY)) {
                labels.add(label.text().replace("*", LABEL_CHARACTER + "*"));
            } else if (labels.isEmpty()) {
                labels.add("(" + LABEL_CHARACTER + "+\\.)*" + LABEL_CHARACTER + "+");
            } else {
                labels.add(LABEL_CHARACTER + "+");
            }
        }
        return "^" + String.join("\\.", labels) + "$";
    }
}
