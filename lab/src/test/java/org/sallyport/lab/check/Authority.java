package org.sallyport.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.sallyport.core.name.HostName;
import org.sallyport.lab.Daemon;

/**
 * A certificate authority and those for whom it has signed, made by Java's keytool. One certificate has all the names
 * that a server is asked for.
 *
 * @param root a key store with its own certificate and key
 */
public record Authority(Path folder, Path root) {

    /** Of every key store. */
    public static final String PASSWORD = "changeit";

    /** A new one of that name. */
    public static Authority create(Path folder, String name) throws IOException, InterruptedException {
        Path root = folder.resolve(name + ".p12");
        keytool(folder, root, List.of("-alias", "root", "-dname", "CN=" + name, "-ext", "bc:critical=ca:true"));
        return new Authority(folder, root);
    }

    /**
     * Signs one certificate.
     *
     * @param start when it begins to be valid, as keytool takes it: {@code -1d}
     * @return a key store with it and its key
     */
    public Path sign(String name, List<HostName> hosts, String start, int days)
            throws IOException, InterruptedException {
        Path store = Files.copy(root, folder.resolve(name + ".p12"));
        String names = hosts.stream()
                .map(HostName::value)
                // a name with an underscore is one of DNS, and none of a certificate
                .filter(host -> !host.contains("_"))
                .map(host -> "dns:" + host)
                .collect(Collectors.joining(","));
        List<String> words = new ArrayList<>(List.of("-alias", "own", "-signer", "root", "-dname", "CN=" + name));
        words.addAll(List.of("-ext", "san=" + names, "-startdate", start, "-validity", String.valueOf(days)));
        keytool(folder, store, words);
        return store;
    }

    /** What a server with a signed certificate says of itself. */
    public static SSLContext server(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        keys.deleteEntry("root");
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Its certificate as a file that OpenSSL reads. */
    public Path pem() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(root)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String text = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("root").getEncoded());
        return Files.writeString(
                folder.resolve("root.pem"), "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(Path folder, Path store, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair"));
        // the quickest one
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(words);
        Daemon.Finished made = Daemon.run(folder, command);
        assertThat(made.status()).describedAs(made.output()).isZero();
    }
}
