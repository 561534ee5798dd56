package org.sallyport.lab.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.sallyport.lab.check.Authority;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Names;

/**
 * All servers behind a gate, at ports 80 and 443 of all their addresses, and their name server. They say a word, and
 * serve a repository of git, by git's own program. Runs in the namespace that has the addresses.
 */
final class Origin {

    /** What each server says, whatever is asked for. */
    static final String WORD = "you are through";

    /** Below that path is the repository. */
    static final String REPOSITORY = "/code.git";

    private Origin() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments the file of names and addresses, the key store of the servers, the folder with the repository
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        // Java's HTTPS server looks every client up by its address, and nobody answers here
        Path nobody = Files.createTempFile("hosts", "");
        nobody.toFile().deleteOnExit();
        System.setProperty("jdk.net.hosts.file", nobody.toString());
        Path repositories = Path.of(arguments[2]);
        HttpsServer secured = HttpsServer.create(new InetSocketAddress("::", 443), 100);
        secured.setHttpsConfigurator(new HttpsConfigurator(Authority.server(Path.of(arguments[1]))));
        for (HttpServer server : new HttpServer[] {secured, HttpServer.create(new InetSocketAddress("::", 80), 100)}) {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> say(exchange, 200, WORD.getBytes(StandardCharsets.UTF_8)));
            server.createContext(REPOSITORY, exchange -> git(exchange, repositories));
            server.start();
        }
        new Names(Address.read(Path.of(arguments[0]))).serve();
    }

    private static void say(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** By the common gateway interface (RFC 3875), as git http-backend wants it. */
    private static void git(HttpExchange exchange, Path repositories) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", repositories.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        environment.put("CONTENT_LENGTH", String.valueOf(asked.length));
        Map.of(
                        "Content-Type",
                        "CONTENT_TYPE",
                        "Content-Encoding",
                        "HTTP_CONTENT_ENCODING",
                        "Git-Protocol",
                        "GIT_PROTOCOL")
                .forEach((field, variable) -> Optional.ofNullable(
                                exchange.getRequestHeaders().getFirst(field))
                        .ifPresent(value -> environment.put(variable, value)));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().write(asked);
        process.getOutputStream().close();
        InputStream answer = new ByteArrayInputStream(process.getInputStream().readAllBytes());
        int status = 200;
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            if (line.startsWith("Status:")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(line.substring(0, colon), value);
            }
        }
        say(exchange, status, answer.readAllBytes());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
