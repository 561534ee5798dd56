package org.sallyport.core;

import java.util.Locale;

/**
 * A short name that files and folders are called by: vendors, features, regions, sites, devices, targets. Safe as a
 * file name on every system.
 *
 * @param value 1 to 63 lower-case letters, digits and inner hyphens
 */
public record Id(String value) implements Comparable<Id> {

    public Id {
        boolean characters = value.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
        if (value.isEmpty() || value.length() > 63 || value.startsWith("-") || value.endsWith("-") || !characters) {
            throw new InputException(
                    Text.of(
                            "\"%s\" is no short name: 1 to 63 lower-case letters, digits and inner hyphens were expected",
                            "« %s » n'est pas un nom court : 1 à 63 minuscules, chiffres et traits d'union intérieurs étaient attendus",
                            value.length() <= 80 ? value : value.substring(0, 80) + "…"),
                    Text.of("write it like %s", "écrivez-le comme %s", example(value)));
        }
    }

    /**
     * Reads a short name.
     *
     * @throws InputException where the text is none
     */
    public static Id parse(String text) {
        return new Id(text);
    }

    private static String example(String text) {
        String slug = text.substring(0, Math.min(63, text.length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "acme-paris" : slug;
    }

    @Override
    public int compareTo(Id other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
