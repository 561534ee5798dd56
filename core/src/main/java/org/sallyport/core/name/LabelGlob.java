package org.sallyport.core.name;

import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * One label in which a star stands for zero or more characters, never a dot: {@code tf-*-bucket}. Without a star it is
 * the label itself. Immutable.
 *
 * @param text lower-case letters, digits, hyphens, underscores and single stars, 1 to 63 of them
 */
public record LabelGlob(String text) {

    /** Any whole label. */
    public static final LabelGlob ANY = new LabelGlob("*");

    public LabelGlob {
        boolean characters = text.chars().allMatch(c -> c == '*' || HostName.isLabelCharacter((char) c));
        if (text.isEmpty()
                || text.length() > HostName.LONGEST_LABEL
                || text.contains("**")
                || text.startsWith("-")
                || text.endsWith("-")
                || !characters) {
            throw new InputException(
                    Text.of("\"%s\" is no label with stars", "« %s » n'est pas une étiquette à étoiles", text),
                    Text.of(
                            "write 1 to 63 letters, digits, inner hyphens and single stars, as in tf-*-bucket",
                            "écrivez 1 à 63 lettres, chiffres, traits d'union intérieurs et étoiles simples, comme tf-*-bucket"));
        }
    }

    public boolean hasStar() {
        return text.indexOf('*') >= 0;
    }

    /** Whether the whole label matches; {@code label} is one label in canonical form. */
    public boolean matches(CharSequence label) {
        if (label.isEmpty()) {
            return false;
        }
        int t = 0;
        int l = 0;
        int star = -1;
        int resume = 0;
        while (l < label.length()) {
            if (t < text.length() && text.charAt(t) == '*') {
                star = t++;
                resume = l;
            } else if (t < text.length() && text.charAt(t) == label.charAt(l)) {
                t++;
                l++;
            } else if (star >= 0) {
                t = star + 1;
                l = ++resume;
            } else {
                return false;
            }
        }
        while (t < text.length() && text.charAt(t) == '*') {
            t++;
        }
        return t == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
