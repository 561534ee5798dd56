package org.sallyport.gate.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.catalog.Port;

/**
 * The head of a request to a proxy (RFC 9112), read so strictly that no other reader can read it otherwise: lines end
 * with CR LF and go on no further, one space between the parts of the first line, one Host, one way to say how long the
 * body is. Immutable.
 */
public final class Head {

    /** Fields in a head. */
    static final int MOST_FIELDS = 100;

    /** Octets of a request's target. */
    static final int LONGEST_TARGET = 8192;

    private static final String PUNCTUATION_OF_TOKENS = "!#$%&'*+-.^_`|~";
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    /** Of these, only what the gate itself writes is passed on (RFC 9110, section 7.6.1). */
    private static final Set<String> OF_THIS_CONNECTION = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "proxy-authorization",
            "proxy-authenticate",
            "te",
            "host",
            "via",
            "transfer-encoding",
            "content-length");

    private final String method;
    private final Destination destination;
    private final String path;
    private final Body body;
    private final List<Field> fields;

    private Head(String method, Destination destination, String path, Body body, List<Field> fields) {
        this.method = method;
        this.destination = destination;
        this.path = path;
        this.body = body;
        this.fields = List.copyOf(fields);
    }

    /** How long the body is. */
    public sealed interface Body {

        /** So many octets. */
        record Sized(long octets) implements Body {}

        /** In chunks, the last one empty. */
        record Chunked() implements Body {}
    }

    /**
     * Reads a head.
     *
     * @param octets all of it, with the empty line at its end
     * @throws RefusedException where it is not written as it must be, or asks for what no client may have
     */
    public static Head read(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r\n\r\n")) {
            throw bad();
        }
        List<String> lines = lines(text);
        String first = lines.getFirst();
        int behindMethod = first.indexOf(' ');
        int behindTarget = first.lastIndexOf(' ');
        if (behindMethod < 0 || behindTarget <= behindMethod + 1) {
            throw bad();
        }
        String method = first.substring(0, behindMethod);
        String target = first.substring(behindMethod + 1, behindTarget);
        String version = first.substring(behindTarget + 1);
        if (!isToken(method)) {
            throw bad();
        }
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new RefusedException(version.startsWith("HTTP/") ? Refusal.BAD_VERSION : Refusal.BAD_REQUEST);
        }
        if (target.length() > LONGEST_TARGET) {
            throw new RefusedException(Refusal.TARGET_TOO_LONG);
        }
        if (lines.size() - 1 > MOST_FIELDS) {
            throw new RefusedException(Refusal.HEAD_TOO_LARGE);
        }
        for (int at = 0; at < target.length(); at++) {
            char c = target.charAt(at);
            if (c <= ' ' || c >= 127 || c == '#') {
                throw bad();
            }
        }
        List<Field> fields = new ArrayList<>(lines.size() - 1);
        for (String line : lines.subList(1, lines.size())) {
            fields.add(field(line));
        }
        return method.equals("CONNECT")
                ? tunnel(target, fields)
                : fetch(method, target, version.equals("HTTP/1.0"), fields);
    }

    // loops and no regular expressions: each connection comes through here
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int end = text.length() - 4;
        for (int from = 0; from <= end; ) {
            int to = text.indexOf('\r', from);
            for (int at = from; at < to; at++) {
                if (!mayStandInALine(text.charAt(at))) {
                    throw bad();
                }
            }
            if (text.charAt(to + 1) != '\n') {
                throw bad();
            }
            lines.add(text.substring(from, to));
            from = to + 2;
        }
        return lines;
    }

    private static boolean isToken(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && PUNCTUATION_OF_TOKENS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a tunnel is asked for, and not a document. */
    public boolean isTunnel() {
        return method.equals("CONNECT");
    }

    public String method() {
        return method;
    }

    public Destination destination() {
        return destination;
    }

    /** With the query; empty for a tunnel. */
    public String path() {
        return path;
    }

    public Body body() {
        return body;
    }

    /** The values of a field. */
    public List<String> values(String name) {
        return values(fields, name);
    }

    /**
     * The head as it is passed on: to the destination, whatever Host said, without what is meant for the gate only.
     *
     * @param toProxy who asks, as fields with their line breaks, where it is passed on to another proxy; empty where it
     *     is passed on to the destination
     */
    public byte[] passedOn(Optional<String> toProxy) {
        String authority = destination.port().equals(Port.HTTP)
                ? destination.toString().substring(0, destination.toString().lastIndexOf(':'))
                : destination.toString();
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ');
        if (toProxy.isPresent()) {
            head.append("http://").append(authority);
        }
        head.append(path).append(" HTTP/1.1\r\nHost: ").append(authority).append("\r\n");
        head.append(toProxy.orElse(""));
        Set<String> named = connectionNames(fields);
        for (Field field : fields) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_THIS_CONNECTION.contains(name) && !named.contains(name)) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        switch (body) {
            case Body.Sized(long octets) -> {
                if (octets > 0 || !values("content-length").isEmpty()) {
                    head.append("Content-Length: ").append(octets).append("\r\n");
                }
            }
            case Body.Chunked() -> head.append("Transfer-Encoding: chunked\r\n");
        }
        head.append("Via: 1.1 sallyport\r\nConnection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Head tunnel(String target, List<Field> fields) {
        host(fields);
        if (!body(fields).equals(new Body.Sized(0))
                || !values(fields, "transfer-encoding").isEmpty()) {
            throw bad();
        }
        return new Head("CONNECT", Destination.parse(target), "", new Body.Sized(0), fields);
    }

    private static Head fetch(String method, String target, boolean old, List<Field> fields) {
        if (!SCHEME.matcher(target).matches()) {
            throw bad();
        }
        if (!target.regionMatches(true, 0, "http:", 0, 5)) {
            throw new RefusedException(Refusal.SCHEME);
        }
        if (!target.startsWith("//", 5)) {
            throw bad();
        }
        boolean named = host(fields);
        Body body = body(fields);
        if (!named || (old && body instanceof Body.Chunked)) {
            throw bad();
        }
        if (!values(fields, "upgrade").isEmpty()) {
            throw new RefusedException(Refusal.UPGRADE);
        }
        int end = 7;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String behind = target.substring(end);
        String path = behind.startsWith("/") ? behind : "/" + behind;
        return new Head(method, Destination.parse(target.substring(7, end), Port.HTTP), path, body, fields);
    }

    private static Field field(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || !isToken(line.substring(0, colon))) {
            throw bad();
        }
        return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    /** Whether there is a Host; at most one, and one that is no list. What it says is not asked (RFC 9112, section 3.2.2). */
    private static boolean host(List<Field> fields) {
        List<String> hosts = values(fields, "host");
        if (hosts.size() > 1 || hosts.stream().anyMatch(host -> host.chars().anyMatch(c -> c <= ' ' || c == ','))) {
            throw bad();
        }
        return !hosts.isEmpty();
    }

    private static Body body(List<Field> fields) {
        List<String> lengths = values(fields, "content-length");
        List<String> codings = values(fields, "transfer-encoding");
        Set<String> named = connectionNames(fields);
        boolean hidden =
                Stream.of("host", "content-length", "transfer-encoding").anyMatch(named::contains);
        if (hidden || lengths.size() + codings.size() > 1) {
            throw bad();
        }
        if (!codings.isEmpty()) {
            if (!codings.getFirst().equalsIgnoreCase("chunked")) {
                throw bad();
            }
            return new Body.Chunked();
        }
        if (lengths.isEmpty()) {
            return new Body.Sized(0);
        }
        return new Body.Sized(Optional.of(lengths.getFirst())
                .filter(length -> LENGTH.matcher(length).matches())
                .map(Long::parseLong)
                .orElseThrow(Head::bad));
    }

    private static Set<String> connectionNames(List<Field> fields) {
        return Stream.of("connection", "proxy-connection")
                .flatMap(name -> values(fields, name).stream())
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static List<String> values(List<Field> fields, String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.is(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** Letters, spaces, tabs, and octets beyond ASCII, which fields may have (RFC 9110, section 5.5). */
    private static boolean mayStandInALine(int octet) {
        return (octet >= ' ' && octet != 127) || octet == '\t';
    }

    private static RefusedException bad() {
        return new RefusedException(Refusal.BAD_REQUEST);
    }
}
