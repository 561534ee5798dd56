package org.sallyport.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer to a request, as much of it as is needed to know it: its first 64 KiB (RFC 9112). What it says is hostile.
 *
 * @param status 100 to 999
 * @param location where it sends the client; empty where it does not
 */
record Page(int status, Optional<String> location, String body) {

    private static final int MOST = 64 * 1024;

    /**
     * Asks for a page and reads the answer to its end, or as far as anybody needs it.
     *
     * @return empty where the answer is none of HTTP
     */
    static Optional<Page> get(OutputStream out, InputStream in, String host, String path) throws IOException {
        out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nUser-Agent: sallyport-check\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            read.write(buffer, 0, n);
            if (read.size() >= MOST || isWhole(read.toString(StandardCharsets.ISO_8859_1))) {
                break;
            }
        }
        return parse(read.toString(StandardCharsets.ISO_8859_1));
    }

    private static boolean isWhole(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        return header(text.substring(0, end), "content-length")
                .filter(length -> length.matches("[0-9]{1,9}"))
                .map(length -> text.length() >= end + 4 + Integer.parseInt(length))
                .orElse(false);
    }

    private static Optional<Page> parse(String text) {
        if (!text.matches("(?s)HTTP/1\\.[01] [1-9][0-9][0-9][ \r].*")) {
            return Optional.empty();
        }
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        return Optional.of(new Page(
                Integer.parseInt(text.substring(9, 12)),
                header(head, "location"),
                end < 0 ? "" : text.substring(end + 4)));
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
