package org.sallyport.targets.squid;

import java.util.HashSet;
import java.util.Set;

/**
 * What Squid 5 does with a value of {@code dstdomain} that overlaps an earlier one, as it was seen to do: a name and
 * the same name with a leading dot stop it in either order, a value below a later one as well, and a value below an
 * earlier one draws a warning. Squid 7 only warns.
 */
final class SplayOrder {

    enum Overlap {
        NONE,
        WARNING,
        FATAL
    }

    /** Longer ones are no host names. */
    private static final int LONGEST = 256;

    private final Set<String> values = new HashSet<>();
    private final Set<String> above = new HashSet<>();

    /** @param value in lower case */
    Overlap add(String value) {
        if (value.length() > LONGEST || values.contains(value)) {
            return Overlap.NONE;
        }
        boolean tree = value.startsWith(".");
        String root = tree ? value.substring(1) : value;
        boolean sameRoot = values.contains(tree ? root : "." + root);
        Overlap overlap = sameRoot || (tree && above.contains(root)) ? Overlap.FATAL : Overlap.NONE;
        for (int dot = root.indexOf('.'); dot >= 0; dot = root.indexOf('.', dot + 1)) {
            String parent = root.substring(dot + 1);
            above.add(parent);
            if (overlap == Overlap.NONE && values.contains("." + parent)) {
                overlap = Overlap.WARNING;
            }
        }
        values.add(value);
        return overlap;
    }
}
