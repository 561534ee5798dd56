import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets Java learn what a gate does: starts one with these arguments as its command line, opens a few thousand tunnels
 * through it to a server of its own, and tells it to stop. All on loopback.
 */
void main(String[] command) throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    Path folder = Files.createTempDirectory("sallyport");
    try (DatagramSocket names = new DatagramSocket(0, loopback);
            ServerSocket echo = new ServerSocket(0, 50, loopback)) {
        Thread.ofVirtual().start(() -> answer(names));
        Thread.ofVirtual().start(() -> serve(echo));
        int gate = free(loopback);
        int admin = free(loopback);
        Path site = folder.resolve("site.yaml");
        Files.writeString(
                site,
                """
                sallyport: 1
                site: training
                also:
                  - { host: "*.training.test", ports: [%d], reason: training, addresses: ["127.0.0.1"] }
                """
                        .formatted(echo.getLocalPort()));
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "gate",
                site.toString(),
                "--listen=127.0.0.1:" + gate,
                "--admin=127.0.0.1:" + admin,
                "--resolver=127.0.0.1:" + names.getLocalPort(),
                "--drain=1",
                "--log=" + folder.resolve("log")));
        Process process = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int tunnels = 0;
            while (tunnels < 5000 && System.nanoTime() < end && process.isAlive()) {
                try {
                    tunnel(new InetSocketAddress(loopback, gate), echo.getLocalPort(), tunnels % 20 == 19);
                    tunnels++;
                } catch (IOException e) {
                    Thread.sleep(50);
                }
            }
        } finally {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (var files = Files.list(folder)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(folder);
        }
    }
}

int free(InetAddress loopback) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
        return socket.getLocalPort();
    }
}

/** Every name lies at 127.0.0.1. */
void answer(DatagramSocket names) {
    byte[] buffer = new byte[512];
    while (!names.isClosed()) {
        try {
            DatagramPacket question = new DatagramPacket(buffer, buffer.length);
            names.receive(question);
            byte[] answer = Arrays.copyOf(buffer, question.getLength() + 16);
            boolean old = buffer[question.getLength() - 3] == 1;
            answer[2] = (byte) 0x81;
            answer[3] = (byte) 0x80;
            answer[7] = (byte) (old ? 1 : 0);
            answer[10] = 0;
            answer[11] = 0;
            byte[] record = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 14, 16, 0, 4, 127, 0, 0, 1};
            System.arraycopy(record, 0, answer, question.getLength(), record.length);
            int length = question.getLength() + (old ? record.length : 0);
            names.send(new DatagramPacket(answer, length, question.getSocketAddress()));
        } catch (IOException e) {
            return;
        }
    }
}

void serve(ServerSocket echo) {
    while (!echo.isClosed()) {
        try {
            Socket client = echo.accept();
            Thread.ofVirtual().start(() -> {
                try (client) {
                    client.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    return;
                }
            });
        } catch (IOException e) {
            return;
        }
    }
}

void tunnel(InetSocketAddress gate, int port, boolean refused) throws IOException {
    try (Socket socket = new Socket(gate.getAddress(), gate.getPort())) {
        socket.setSoTimeout(5000);
        String host = (refused ? "a.refused.test:" : "a.training.test:") + port;
        socket.getOutputStream().write(("CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] head = in.readNBytes(39);
        if (!refused && head.length == 39) {
            socket.getOutputStream().write(new byte[100]);
            in.readNBytes(100);
        }
    }
}
