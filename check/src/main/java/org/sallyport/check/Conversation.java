package org.sallyport.check;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.sallyport.check.login.LogIn;
import org.sallyport.check.login.Login;

/** Asks a proxy for something, and says who asks where it wants to know that. */
final class Conversation {

    /** Opens a connection in the place of one that the proxy has closed. */
    @FunctionalInterface
    interface Again {
        Socket connected() throws Stopped, InterruptedException;
    }

    /** @param socket on which the answer came */
    record Answered(Socket socket, Page page) {}

    private final LogIn saying;

    Conversation(Proxy proxy, Optional<Login> login) {
        saying = new LogIn(proxy.host(), login);
    }

    /**
     * Asks until there is an answer other than "who are you", or nothing more to say to that.
     *
     * @return empty where the answer is none of HTTP
     */
    Optional<Answered> ask(Socket first, Page.Request beginning, Again again)
            throws IOException, Stopped, InterruptedException {
        Socket socket = first;
        Page.Request request = beginning;
        while (true) {
            Optional<Page> page = Page.ask(socket, request);
            Optional<LogIn.Answer> answer = page.filter(said -> said.status() == 407)
                    .flatMap(said -> saying.answer(said.headers("proxy-authenticate")));
            if (page.isEmpty() || answer.isEmpty()) {
                Socket last = socket;
                return page.map(said -> new Answered(last, said));
            }
            if (!page.get().keepsConnection()) {
                Sockets.close(socket);
                socket = again.connected();
            }
            request = request.with(answer.get());
        }
    }
}
