package org.sallyport.lab.check;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.sallyport.core.catalog.Port;
import org.sallyport.lab.network.Address;
import org.sallyport.lab.network.Names;

/**
 * The cloud of all vendors of a site: a DNS server that knows their names, and their servers, which have a certificate of
 * the public and answer what the vendors' pages say. Runs in the namespace that has the addresses.
 */
final class Cloud {

    private Cloud() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments the file of names and addresses, the key store of the servers, the file of what they answer (to
     *     each host and path, a text), then the ports besides 80 and 443
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Names names = new Names(Address.read(Path.of(arguments[0])));
        SSLContext certificate = Authority.server(Path.of(arguments[1]));
        Properties answers = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[2]))) {
            answers.load(reader);
        }
        Server.Answer answer = (host, path) ->
                answers.containsKey(host + path) ? Server.ok(answers.getProperty(host + path, "")) : Server.notFound();
        Server.secured(Port.HTTPS.number(), certificate, answer);
        Server.plain(Port.HTTP.number(), answer);
        for (String port : Stream.of(arguments).skip(3).toList()) {
            Server.silent(Integer.parseInt(port));
        }
        names.serve();
    }
}
