package org.sallyport.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.check.login.LogIn;

/**
 * The answer to a request, as much of it as is needed to know it: 64 KiB of head and as much of its body (RFC 9112). What
 * it says is hostile.
 *
 * @param status 100 to 999
 * @param headers its lines
 */
record Page(int status, List<String> headers, String body) {

    private static final int MOST = 64 * 1024;
    private static final int LONGEST_TITLE = 80;
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,100}>([^<]{1,1000})</title");

    /** Servers of vendors that refuse with a page of HTML themselves, as they name themselves. */
    private static final Set<String> DELIVERERS =
            Set.of("akamaighost", "cloudfront", "amazons3", "cloudflare", "awselb");

    /**
     * What is asked.
     *
     * @param target a path; an absolute address or a host and port where a proxy is asked
     * @param login who asks, where a proxy wanted to know
     */
    record Request(String method, String target, String host, Optional<LogIn.Answer> login) {

        static Request get(String target, String host) {
            return new Request("GET", target, host, Optional.empty());
        }

        static Request connect(String host) {
            return new Request("CONNECT", host, host, Optional.empty());
        }

        Request with(LogIn.Answer answer) {
            return new Request(method, target, host, Optional.of(answer));
        }

        boolean tunnels() {
            return method.equals("CONNECT");
        }

        private byte[] octets() {
            return (method + " " + target + " HTTP/1.1\r\nHost: " + host
                            + "\r\nUser-Agent: sallyport-check\r\nAccept: */*\r\n"
                            + login.map(answer -> "Proxy-Authorization: " + answer.value() + "\r\n")
                                    .orElse("")
                            // a log-in of several steps needs one connection for all of them
                            + (tunnels()
                                            || login.filter(answer -> !answer.last())
                                                    .isPresent()
                                    ? ""
                                    : "Connection: close\r\n")
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    /**
     * Asks, and reads the answer to its end, or as far as anybody needs it. Of what follows a tunnel's opening nothing
     * is read.
     *
     * @return empty where the answer is none of HTTP
     */
    static Optional<Page> ask(Socket socket, Request request) throws IOException {
        socket.getOutputStream().write(request.octets());
        socket.getOutputStream().flush();
        InputStream in = socket.getInputStream();
        Optional<Page> page = head(in);
        if (page.isEmpty() || page.get().isWhole(request)) {
            return page;
        }
        int length = page.get().length().orElse(MOST);
        byte[] body = in.readNBytes(Math.min(length, MOST));
        return page.map(head -> new Page(head.status, head.headers, new String(body, StandardCharsets.ISO_8859_1)));
    }

    private static Optional<Page> head(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int newLines = 0;
        // octet by octet: what comes behind the head may be somebody else's
        while (newLines < 2 && read.size() < MOST) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            newLines = octet == '\n' ? newLines + 1 : octet == '\r' ? newLines : 0;
            read.write(octet);
        }
        List<String> lines = read.toString(StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().matches("HTTP/1\\.[01] [1-9][0-9][0-9]( .*)?")) {
            return Optional.empty();
        }
        return Optional.of(new Page(
                Integer.parseInt(lines.getFirst().substring(9, 12)), List.copyOf(lines.subList(1, lines.size())), ""));
    }

    private boolean isWhole(Request request) {
        return status < 200
                || status == 204
                || status == 304
                || length().equals(Optional.of(0))
                || (request.tunnels() && (status < 300 || length().isEmpty()));
    }

    private Optional<Integer> length() {
        return header("content-length")
                .filter(length -> length.matches("[0-9]{1,18}"))
                .map(length -> (int) Math.min(MOST, Long.parseLong(length)));
    }

    /** Whether another request can be made on the same connection. */
    boolean keepsConnection() {
        return length().filter(length -> length < MOST).isPresent()
                && header("connection").or(() -> header("proxy-connection")).stream()
                        .noneMatch(says -> says.toLowerCase(Locale.ROOT).contains("close"));
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /** Where it sends the client. */
    Optional<String> location() {
        return header("location");
    }

    /**
     * Whether it says to a person that something is not allowed. A filter does so, and so does a server that has nothing
     * at this address; those that deliver for many vendors are known by their name.
     */
    boolean isRefusalInWords() {
        String server = header("server").orElse("").toLowerCase(Locale.ROOT);
        return (status == 403 || status == 451)
                && header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html")
                && DELIVERERS.stream().noneMatch(server::startsWith);
    }

    /** What it is, in some words. */
    String seen() {
        Matcher title = TITLE.matcher(body);
        return status
                + location().map(to -> " " + to).orElse("")
                + (title.find() ? " \"" + cut(title.group(1).strip().replaceAll("\\s+", " ")) + "\"" : "");
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) + "..." : text;
    }
}
