package org.sallyport.targets.dnsmasq;

import java.util.Optional;

/**
 * A line of a configuration file as dnsmasq takes it apart: what stands in quotes is one text, a hash begins a comment
 * where the line begins or a blank is before it.
 *
 * @param keyword empty where the line says nothing
 * @param value empty where there is no equals sign
 */
record ConfLine(String keyword, Optional<String> value) {

    /** What dnsmasq makes of a line; empty where a quote is not closed, with which it does not start. */
    static Optional<ConfLine> parse(String line) {
        StringBuilder text = new StringBuilder();
        boolean blankBefore = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                int end = quoted(line, i + 1, text);
                if (end < 0) {
                    return Optional.empty();
                }
                i = end;
            } else if (isBlank(c)) {
                text.append(' ');
                blankBefore = true;
            } else if (c == '#' && blankBefore) {
                break;
            } else {
                text.append(c);
                blankBefore = false;
            }
        }
        String said = blanksOff(text.toString());
        int equals = said.indexOf('=');
        return Optional.of(
                equals < 0
                        ? new ConfLine(said, Optional.empty())
                        : new ConfLine(
                                blanksOff(said.substring(0, equals)),
                                Optional.of(blanksOff(said.substring(equals + 1)))));
    }

    /** Appends what stands in quotes; returns where they end, or -1. */
    private static int quoted(String line, int begin, StringBuilder text) {
        for (int i = begin; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i;
            }
            boolean escape = c == '\\' && i + 1 < line.length() && "\"tnebr\\".indexOf(line.charAt(i + 1)) >= 0;
            if (escape) {
                i++;
                // no name has any of the characters that an escape can stand for
                text.append("\"\\".indexOf(line.charAt(i)) >= 0 ? line.charAt(i) : ' ');
            } else {
                text.append(c);
            }
        }
        return -1;
    }

    private static String blanksOff(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && text.charAt(begin) == ' ') {
            begin++;
        }
        while (end > begin && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
