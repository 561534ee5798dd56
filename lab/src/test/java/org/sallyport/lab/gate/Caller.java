package org.sallyport.lab.gate;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that asks a gate for a tunnel, and may use it. */
final class Caller implements AutoCloseable {

    private static final int MOST_OCTETS = 16_384;

    /** What the gate says: a status and, where it is not 200, the reason. Status 0 is no answer at all. */
    record Verdict(int status, String reason) {

        static final Verdict OPEN = new Verdict(200, "");
        static final Verdict NONE = new Verdict(0, "");

        @Override
        public String toString() {
            return reason.isEmpty() ? String.valueOf(status) : status + " " + reason;
        }
    }

    private final Socket socket;
    private final Verdict verdict;

    private Caller(Socket socket, Verdict verdict) {
        this.socket = socket;
        this.verdict = verdict;
    }

    /**
     * Asks for a tunnel.
     *
     * @throws IOException where the gate does not accept the connection
     */
    static Caller call(InetSocketAddress gate, String host, int port, int patienceMillis) throws IOException {
        Socket socket = new Socket();
        socket.connect(gate, patienceMillis);
        socket.setSoTimeout(patienceMillis);
        try {
            String target = host + ":" + port;
            socket.getOutputStream()
                    .write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new Caller(socket, verdict(socket));
        } catch (IOException e) {
            // reset, or nothing for so long
            return new Caller(socket, Verdict.NONE);
        }
    }

    /** What the gate says to a request for a tunnel, which is not used. */
    static Verdict verdict(InetSocketAddress gate, String host, int port, int patienceMillis) {
        try (Caller caller = call(gate, host, port, patienceMillis)) {
            return caller.verdict();
        } catch (IOException e) {
            return Verdict.NONE;
        }
    }

    private static Verdict verdict(Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = socket.getInputStream().read();
            if (octet < 0 || head.size() > MOST_OCTETS) {
                return Verdict.NONE;
            }
            head.write(octet);
        }
        int status = Integer.parseInt(head.toString(StandardCharsets.ISO_8859_1).substring(9, 12));
        if (status == 200) {
            return Verdict.OPEN;
        }
        String body = new String(socket.getInputStream().readNBytes(MOST_OCTETS), StandardCharsets.UTF_8);
        return new Verdict(
                status,
                JsonParser.parseString(body).getAsJsonObject().get("reason").getAsString());
    }

    Verdict verdict() {
        return verdict;
    }

    /** Whether what is said comes back through the tunnel. */
    boolean echoes(String word) {
        byte[] octets = word.getBytes(StandardCharsets.UTF_8);
        try {
            socket.getOutputStream().write(octets);
            return Arrays.equals(octets, socket.getInputStream().readNBytes(octets.length));
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it as a program that crashes does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
