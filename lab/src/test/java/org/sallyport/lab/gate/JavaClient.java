package org.sallyport.lab.gate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Java's own client, behind a proxy. */
final class JavaClient {

    private JavaClient() {}

    /** @param arguments the address and the port of the proxy, and what to ask for */
    public static void main(String[] arguments) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]))))
                .connectTimeout(Duration.ofSeconds(15))
                .build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(arguments[2]))
                            .timeout(Duration.ofSeconds(15))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
