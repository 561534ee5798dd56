package org.sallyport.check;

import java.io.IOException;
import java.net.Socket;

/** Ends connections. */
final class Sockets {

    private Sockets() {}

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is given up in any case
            return;
        }
    }
}
