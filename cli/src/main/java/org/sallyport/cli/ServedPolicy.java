package org.sallyport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.policy.PolicySource;

/**
 * A site file that a web server holds for many gates. It is asked for every half minute, and sent only where it has
 * changed (ETag; RFC 9110, section 13.1.2). Not safe for use by several threads.
 */
final class ServedPolicy implements PolicySource {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST = 256 << 20;

    private final URI address;
    private final Optional<Path> catalogFolder;
    private final LongSupplier nanoseconds;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private Optional<String> tag = Optional.empty();
    private Optional<Source> held = Optional.empty();
    private Optional<Long> asked = Optional.empty();
    private Optional<InputException> fault = Optional.empty();

    /**
     * @param nanoseconds the time, from any beginning
     * @throws InputException where the address is none, or everybody on the way could change what is sent
     */
    ServedPolicy(String address, Optional<Path> catalogFolder, LongSupplier nanoseconds) {
        this.catalogFolder = catalogFolder;
        this.nanoseconds = nanoseconds;
        try {
            this.address = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw refused(address, Text.of("this is no address", "ce n'est pas une adresse"));
        }
        String host = this.address.getHost();
        if (host == null) {
            throw refused(address, Text.of("the address names no server", "l'adresse ne nomme pas de serveur"));
        }
        if (this.address.getScheme().equalsIgnoreCase("http") && !host.equals("127.0.0.1") && !host.equals("[::1]")) {
            throw refused(
                    address,
                    Text.of(
                            "without TLS, everybody on the way can change the policy",
                            "sans TLS, quiconque est sur le chemin peut changer la politique"));
        }
    }

    /** Whether a SITE is an address and not a file. */
    static boolean isMeant(String site) {
        return site.regionMatches(true, 0, "http://", 0, 7) || site.regionMatches(true, 0, "https://", 0, 8);
    }

    @Override
    public Object stamp() {
        long now = nanoseconds.getAsLong();
        if (asked.isEmpty() || now - asked.get() >= EVERY.toNanos()) {
            asked = Optional.of(now);
            fault = Optional.empty();
            try {
                ask();
            } catch (InputException e) {
                fault = Optional.of(e);
            }
        }
        if (fault.isPresent()) {
            throw fault.get();
        }
        return held.map(Source::sha256).orElse("");
    }

    @Override
    public Policy load() {
        return SitePolicy.policy(
                held.orElseThrow(() -> new IllegalStateException("a policy is asked for before it is read")),
                CatalogFolder.with(catalogFolder));
    }

    private void ask() {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        tag.ifPresent(known -> request.header("If-None-Match", known));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                switch (response.statusCode()) {
                    case 200 -> {
                        byte[] octets = body.readNBytes(LARGEST + 1);
                        if (octets.length > LARGEST) {
                            throw unreached(Text.of("it has more than 256 MiB", "il fait plus de 256 Mio"));
                        }
                        held = Optional.of(new Source(address.toString(), octets));
                        tag = response.headers().firstValue("ETag");
                    }
                    case 304 -> {}
                    default ->
                        throw unreached(
                                Text.of("the server answers %s", "le serveur répond %s", response.statusCode()));
                }
            }
        } catch (IOException e) {
            throw unreached(Text.of("the server does not answer (%s)", "le serveur ne répond pas (%s)", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreached(Text.of("the question was broken off", "la question a été interrompue"));
        }
    }

    private InputException unreached(Text what) {
        return new InputException(
                Where.in(address.toString()),
                what,
                Text.of("check the address and the server", "vérifiez l'adresse et le serveur"));
    }

    private static InputException refused(String address, Text what) {
        return new InputException(
                Where.in(address),
                what,
                Text.of(
                        "write https://policy.example.com/acme-paris.yaml",
                        "écrivez https://policy.example.com/acme-paris.yaml"));
    }
}
