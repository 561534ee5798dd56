package org.sallyport.gate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.gate.policy.Policies.Reload;

/**
 * The port for whoever runs a gate: {@code GET /metrics}, {@code /healthz}, {@code /readyz}, and {@code POST /reload}. Safe
 * for use by several threads.
 */
final class Admin implements AutoCloseable {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What is told, and done. */
    interface Desk {

        String metrics();

        /** Why nobody is let in now; empty where somebody is. */
        String obstacle();

        Reload reload() throws InterruptedException;
    }

    /** @throws InputException where the address cannot be listened at */
    Admin(InetSocketAddress address, Supplier<Desk> desk) {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw Gate.cannotListen(address, e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, desk.get()));
    }

    void start() {
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private static void answer(HttpExchange exchange, Desk desk) throws IOException {
        try (exchange) {
            String asked =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (asked) {
                case "GET /healthz" -> say(exchange, 200, "text/plain", "alive\n");
                case "GET /readyz" -> {
                    String obstacle = desk.obstacle();
                    say(
                            exchange,
                            obstacle.isEmpty() ? 200 : 503,
                            "text/plain",
                            obstacle.isEmpty() ? "ready\n" : obstacle + "\n");
                }
                case "GET /metrics" -> say(exchange, 200, "text/plain; version=0.0.4", desk.metrics());
                case "POST /reload" -> {
                    Reload reload = reload(desk);
                    say(exchange, reload instanceof Reload.Refused ? 409 : 200, "application/json", json(reload));
                }
                default -> say(exchange, 404, "text/plain", "GET /metrics, /healthz, /readyz; POST /reload\n");
            }
        }
    }

    private static Reload reload(Desk desk) throws IOException {
        try {
            return desk.reload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the gate is closed", e);
        }
    }

    private static String json(Reload reload) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (reload) {
            case Reload.Taken(String version) -> {
                json.put("result", "taken");
                json.put("policy", version);
            }
            case Reload.Unchanged(String version) -> {
                json.put("result", "unchanged");
                json.put("policy", version);
            }
            case Reload.Refused refused -> {
                json.put("result", "refused");
                json.put("policy", refused.version());
                json.put("error", text(refused.why().what()));
                json.put("repair", text(refused.why().repair()));
                refused.why().where().ifPresent(where -> json.put("where", where.toString()));
            }
        }
        return GSON.toJson(json) + "\n";
    }

    private static Map<String, String> text(Text text) {
        return Map.of("en", text.english(), "fr", text.french());
    }

    private static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type.contains("charset") ? type : type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
