package org.sallyport.check.script;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;

/** What runs a script. Its name in small letters is stable. */
public enum Shell {
    /** GNU bash from 4.0 on. */
    BASH {
        @Override
        String quoted(byte[] octets) {
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            if (isPlain(text)) {
                return "'" + text.replace("'", "'\\''") + "'";
            }
            // the manual of bash, 3.1.2.4: a number may have two digits at most, so nothing that follows is taken for
            // it
            StringBuilder quoted = new StringBuilder("$'");
            for (byte octet : octets) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", octet & 0xff));
            }
            return quoted.append('\'').toString();
        }
    },
    /** Windows PowerShell 5.1, and PowerShell from 7.0 on. */
    POWERSHELL {
        @Override
        String quoted(byte[] octets) {
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            if (isPlain(text)) {
                return "'" + text.replace("'", "''") + "'";
            }
            StringJoiner quoted = new StringJoiner(", ", "(-join [char[]] @(", "))");
            for (byte octet : octets) {
                quoted.add(String.valueOf(octet & 0xff));
            }
            return quoted.toString();
        }
    };

    /** The octets as a text of the shell, each octet a character; in ASCII, on one line. */
    abstract String quoted(byte[] octets);

    String quoted(String text) {
        return quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
