package org.sallyport.core.name;

import com.ibm.icu.text.IDNA;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * One DNS name in canonical form: lower case, A-labels (UTS 46, non-transitional), no trailing dot, each label 1 to 63
 * octets of letters, digits, hyphens inside and underscores, 253 octets in all, and no address literal in any spelling
 * (a last label that is a number is one, as in the WHATWG URL standard). Immutable.
 *
 * <p>There is one rule for what is not plain ASCII: a label is accepted if it is already written as UTS 46 maps it. So
 * {@code bücher.example} is a name, while full-width letters, the Kelvin sign, an ideographic full stop, a soft hyphen
 * or a zero-width joiner between Latin letters are refused: what two readers could read in two ways is no name.
 *
 * @param value the canonical form
 */
public record HostName(String value) implements Comparable<HostName> {

    static final int LONGEST_NAME = 253;
    static final int LONGEST_LABEL = 63;

    /** More characters are not looked at. */
    static final int LONGEST_TEXT = 4 * LONGEST_NAME;

    /** Accepts the canonical form only; {@link #parse} brings a text into it. */
    public HostName {
        if (!canonical(value).equals(value)) {
            throw refused(
                    value, "it is not in canonical form", "sa forme n'est pas canonique", Text.same(canonical(value)));
        }
    }

    /**
     * Reads a name as people and devices write it: upper case, one trailing dot and non-ASCII letters are brought into
     * canonical form.
     *
     * @throws InputException where the text is no host name, with the reason
     */
    public static HostName parse(String text) {
        return new HostName(canonical(text));
    }

    /** As {@link #parse}, but empty where the text is no host name. */
    public static Optional<HostName> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /** The labels, the leftmost first. */
    public List<String> labels() {
        return List.of(value.split("\\.", -1));
    }

    /** The name without its leftmost label; empty for a name of one label. */
    public Optional<HostName> parent() {
        int dot = value.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(new HostName(value.substring(dot + 1)));
    }

    /** The name with its {@code xn--} labels in the letters that they stand for. */
    String letters() {
        return labels().stream()
                .map(label -> label.startsWith("xn--") ? Internationalized.toLetters(label) : label)
                .collect(Collectors.joining("."));
    }

    /** Whether this name lies one or more labels below {@code base}; a name is not below itself. */
    public boolean isBelow(HostName base) {
        int boundary = value.length() - base.value.length() - 1;
        return boundary > 0 && value.charAt(boundary) == '.' && value.endsWith(base.value);
    }

    /** Whether a DNS label may hold this character in canonical form. */
    static boolean isLabelCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String text) {
        return isPlain(text) ? text : canonicalInDetail(text);
    }

    /** Whether it is plain to see that a text is in canonical form; most are, and the labels need not be taken apart. */
    private static boolean isPlain(String text) {
        int length = 0;
        boolean number = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (length == 0 || text.charAt(i - 1) == '-') {
                    return false;
                }
                length = 0;
                continue;
            }
            if (length == 0) {
                // a label that begins like a number or like xn-- is looked at in detail
                number = c >= '0' && c <= '9';
                if (c == '-' || (c == 'x' && text.startsWith("xn--", i))) {
                    return false;
                }
            }
            if (!isLabelCharacter(c) || ++length > LONGEST_LABEL) {
                return false;
            }
        }
        return length > 0 && !number && !text.endsWith("-") && text.length() <= LONGEST_NAME;
    }

    private static String canonicalInDetail(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()) {
            throw refused(text, "it is empty", "il est vide", EXAMPLE);
        }
        if (name.length() > LONGEST_TEXT) {
            throw tooLong(text);
        }
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) {
            labels.add(canonicalLabel(text, label));
        }
        String canonical = String.join(".", labels);
        if (canonical.length() > LONGEST_NAME) {
            throw refused(text, "it has more than 253 octets", "il a plus de 253 octets", LENGTHS);
        }
        if (isNumber(labels.getLast())) {
            throw refused(
                    text,
                    "it is an address or ends like one",
                    "c'est une adresse, ou sa fin en est une",
                    Text.of("give the name, not the address", "donnez le nom, pas l'adresse"));
        }
        return canonical;
    }

    private static String canonicalLabel(String text, String written) {
        String label = lowerAscii(written);
        if (label.isEmpty()) {
            throw refused(text, "a label is empty", "une étiquette est vide", EXAMPLE);
        }
        boolean ascii = label.chars().allMatch(c -> c < 128);
        if (ascii) {
            for (int i = 0; i < label.length(); i++) {
                if (!isLabelCharacter(label.charAt(i))) {
                    throw refused(text, character(label.charAt(i)), caractere(label.charAt(i)), ALPHABET);
                }
            }
        }
        String octets = ascii && !label.startsWith("xn--") ? label : Internationalized.toOctets(text, label, ascii);
        if (octets.length() > LONGEST_LABEL) {
            throw refused(text, "a label has more than 63 octets", "une étiquette a plus de 63 octets", LENGTHS);
        }
        if (octets.startsWith("-") || octets.endsWith("-")) {
            throw refused(
                    text,
                    "a label begins or ends with a hyphen",
                    "une étiquette commence ou finit par un trait d'union",
                    ALPHABET);
        }
        return octets;
    }

    /** Digits, or 0x and hexadecimal digits: what C libraries and browsers read as a part of an IPv4 address. */
    private static boolean isNumber(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9')
                || (label.startsWith("0x")
                        && label.chars().skip(2).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')));
    }

    /** Only ASCII: the letters beyond it are left to UTS 46, and the locale must not have a say. */
    static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    /** Loaded for names beyond plain ASCII only: ICU's tables cost start-up time. */
    private static final class Internationalized {
        private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE);

        static String toLetters(String octets) {
            return UTS46.labelToUnicode(octets, new StringBuilder(), new IDNA.Info())
                    .toString();
        }

        static String toOctets(String text, String label, boolean alreadyOctets) {
            IDNA.Info info = new IDNA.Info();
            String letters =
                    UTS46.labelToUnicode(label, new StringBuilder(), info).toString();
            String octets =
                    UTS46.labelToASCII(letters, new StringBuilder(), info).toString();
            boolean stable = (alreadyOctets ? octets : letters).equals(label) && octets.startsWith("xn--");
            if (info.hasErrors() || !stable) {
                throw refused(
                        text,
                        "a label is not written as UTS 46 maps it",
                        "une étiquette n'est pas écrite comme UTS 46 la transforme",
                        Text.of(
                                "write it in lower case with ordinary letters, or as its xn-- form",
                                "écrivez-la en minuscules ordinaires, ou sous sa forme xn--"));
            }
            return octets;
        }
    }

    private static final Text EXAMPLE =
            Text.of("write a name like d1.example.com", "écrivez un nom comme d1.example.com");
    static final Text LENGTHS = Text.of(
            "a label has at most 63 octets, a name at most 253",
            "une étiquette a au plus 63 octets, un nom au plus 253");
    private static final Text ALPHABET = Text.of(
            "letters, digits, underscores and hyphens inside a label are possible",
            "lettres, chiffres, tirets bas et traits d'union à l'intérieur d'une étiquette sont possibles");

    private static String character(char c) {
        return "it has the character " + shown(c);
    }

    private static String caractere(char c) {
        return "il contient le caractère " + shown(c);
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : String.format(Locale.ROOT, "U+%04X", (int) c);
    }

    static InputException tooLong(String text) {
        return refused(text.substring(0, 60) + "…", "it is too long", "il est trop long", LENGTHS);
    }

    static InputException refused(String text, String english, String french, Text repair) {
        return new InputException(
                new Text(
                        "\"" + text + "\" is no host name: " + english,
                        "« " + text + " » n'est pas un nom d'hôte : " + french),
                repair);
    }
}
