package org.sallyport.gate.tunnel;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.request.RefusedException;

/**
 * Connects to servers: to exactly the addresses that were decided about, one after the other; or to the next proxy. What a
 * server says is not read before somebody takes it. Safe for use by several threads.
 */
final class Dialer {

    private final Transport transport;
    private final Duration patience;

    /** @param patience for a server, over all its addresses */
    Dialer(Transport transport, Duration patience) {
        this.transport = transport;
        this.patience = patience;
    }

    /** The first of the addresses that answers; fails with {@link Refusal#UNREACHED}. */
    Future<Channel> dial(EventLoop loop, List<InetAddress> addresses, int port) {
        Promise<Channel> connected = loop.newPromise();
        dial(loop, addresses, port, System.nanoTime() + patience.toNanos(), connected);
        return connected;
    }

    private void dial(EventLoop loop, List<InetAddress> addresses, int port, long end, Promise<Channel> connected) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (addresses.isEmpty() || !left.isPositive()) {
            connected.setFailure(new RefusedException(Refusal.UNREACHED));
            return;
        }
        Duration share = left.dividedBy(addresses.size());
        connect(loop, new InetSocketAddress(addresses.getFirst(), port), share).addListener((ChannelFuture dialed) -> {
            if (dialed.isSuccess()) {
                if (!connected.trySuccess(dialed.channel())) {
                    dialed.channel().close();
                }
            } else {
                dial(loop, addresses.subList(1, addresses.size()), port, end, connected);
            }
        });
    }

    private ChannelFuture connect(EventLoop loop, InetSocketAddress address, Duration time) {
        return new Bootstrap()
                .group(loop)
                .channel(transport.connection())
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, time.toMillis()))
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address);
    }

    /**
     * A connection to the next proxy.
     *
     * @param destination where it is to open a tunnel to; empty where a request for a document follows
     */
    Future<Channel> dial(
            EventLoop loop, Parent parent, List<InetAddress> addresses, Optional<Destination> destination) {
        Promise<Channel> open = loop.newPromise();
        dial(loop, addresses, parent.proxy().port().number()).addListener((Future<Channel> dialed) -> {
            if (!dialed.isSuccess()) {
                open.setFailure(dialed.cause());
            } else if (destination.isEmpty()) {
                open.setSuccess(dialed.getNow());
            } else {
                Channel channel = dialed.getNow();
                channel.pipeline().addLast(new ParentAnswer(open, patience));
                channel.writeAndFlush(Unpooled.wrappedBuffer(parent.request(destination.get())));
                channel.config().setAutoRead(true);
            }
        });
        return open;
    }
}
