package org.sallyport.gate.tunnel;

import io.netty.channel.Channel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.util.function.BiConsumer;

/**
 * Two connections, what one says being passed on to the other. Used by the event loop of both; {@link #isIdle} by any
 * thread.
 */
final class Tunnel {

    private final Channel client;
    private final Channel server;
    private long sent;
    private long received;
    private volatile long lastActive = System.nanoTime();

    /** @param ended takes the octets that were sent and received, once both ends are closed */
    Tunnel(Channel client, Channel server, BiConsumer<Long, Long> ended) {
        this.client = client;
        this.server = server;
        server.closeFuture()
                .addListener(closed -> client.closeFuture().addListener(alsoClosed -> ended.accept(sent, received)));
    }

    /** Whether an event of Netty says that an end has said all; there may be two of them. */
    static boolean hasSaidAll(Object event) {
        return event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete;
    }

    Channel other(Channel end) {
        return end.equals(client) ? server : client;
    }

    void moved(Channel from, int octets) {
        if (from.equals(client)) {
            sent += octets;
        } else {
            received += octets;
        }
        lastActive = System.nanoTime();
    }

    boolean isIdle(long now, long most) {
        return now - lastActive > most;
    }

    void close() {
        client.close();
        server.close();
    }
}
