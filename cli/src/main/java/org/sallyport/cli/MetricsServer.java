package org.sallyport.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/** Answers {@code GET /metrics} with the text that was set last, and with 503 before that. Safe for several threads. */
final class MetricsServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile String text = "";

    /** @throws InputException where the address cannot be listened at */
    MetricsServer(InetSocketAddress address) {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new InputException(
                    Text.of(
                            "%s cannot be listened at (%s)",
                            "impossible d'écouter sur %s (%s)", address, String.valueOf(e.getMessage())),
                    Text.of("name another address with --listen", "nommez une autre adresse avec --listen"));
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    void set(String metrics) {
        text = metrics;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean asked = exchange.getRequestURI().getPath().equals("/metrics");
            byte[] body = (asked ? text : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            int status = asked ? (body.length == 0 ? 503 : 200) : 404;
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
