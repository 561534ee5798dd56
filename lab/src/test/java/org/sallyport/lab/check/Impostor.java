package org.sallyport.lab.check;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.sallyport.core.name.HostName;

/** Who can answer on the firewall in the place of a server. */
enum Impostor {
    /** Has a certificate of the public for every name; it was valid once. */
    EXPIRED(8441),
    /** Has a certificate of the public for its own name. */
    WITH_OWN_NAME(8442),
    /** Looks into TLS: its certificates are for the right names, and of its own authority. */
    INSPECTOR(8443),
    /** Has the vendors' certificate, as what distributes their contents has, and a page that says no. */
    TRUSTED_BLOCK_PAGE(8444),
    /** Accepts, and says nothing. */
    SILENT(8445),
    /** Sends everybody to the log-in of the hotel. */
    PORTAL(8446),
    /** Has a page that says no, and answers 200. */
    BLOCK_PAGE(8447);

    private static final String BLOCKED = "<html><h1>Blocked by the policy of your company</h1></html>";

    private final int port;

    Impostor(int port) {
        this.port = port;
    }

    /** The port of the firewall at which it waits for redirected connections. */
    int port() {
        return port;
    }

    /** What the impostors need, beside the certificate of the public, which is for all names. */
    static void equip(Path folder, Authority known, List<HostName> names) throws IOException, InterruptedException {
        known.sign("expired", names, "-30d", 7);
        known.sign("other", List.of(HostName.parse("other.example.test")), "-1d", 30);
        Authority.create(folder, "inspection").sign("inspected", names, "-1d", 30);
    }

    /**
     * All of them, until they are killed; runs in the namespace of the firewall.
     *
     * @param arguments the folder with their key stores
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path folder = Path.of(arguments[0]);
        for (Impostor impostor : values()) {
            switch (impostor) {
                case EXPIRED -> impostor.secured(folder.resolve("expired.p12"));
                case WITH_OWN_NAME -> impostor.secured(folder.resolve("other.p12"));
                case INSPECTOR -> impostor.secured(folder.resolve("inspected.p12"));
                case TRUSTED_BLOCK_PAGE -> impostor.secured(folder.resolve("cloud.p12"));
                case SILENT -> Server.silent(impostor.port());
                case PORTAL ->
                    Server.plain(
                            impostor.port(),
                            (host, path) -> "HTTP/1.1 302 Found\r\nLocation: http://portal.hotel.test/?to=" + host
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                case BLOCK_PAGE -> Server.plain(impostor.port(), Server.saying(BLOCKED));
            }
        }
        System.out.println("ready");
    }

    private void secured(Path store) throws IOException, GeneralSecurityException {
        Server.secured(port(), Authority.server(store), Server.saying(BLOCKED));
    }
}
