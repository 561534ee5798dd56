package org.sallyport.gate.tunnel;

import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sallyport.check.Resolver;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Network;
import org.sallyport.gate.address.Names;
import org.sallyport.gate.address.Surroundings;
import org.sallyport.gate.policy.Limit;
import org.sallyport.gate.policy.NameBudget;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.record.Meters;
import org.sallyport.gate.record.Records;

/** Where clients come in. Safe for use by several threads. */
public final class Listeners implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final EventLoopGroup loops;
    private final List<Channel> channels = new ArrayList<>();
    private final Premises premises;

    /**
     * Opens them.
     *
     * @param admin the port that no client may reach through the gate
     * @param defects hears of what must not happen; the client has been refused then
     * @throws InputException where an address cannot be listened at
     */
    public static Listeners open(
            Setup setup,
            Policies policies,
            Resolver resolver,
            Records records,
            Meters meters,
            Optional<InetSocketAddress> admin,
            Clock clock,
            Consumer<Throwable> defects) {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(), setup.transport().handlers());
        List<Channel> bound = new ArrayList<>();
        Gateway gateway = new Gateway(setup.balancers());
        try {
            setup.listen().forEach(address -> bound.add(bind(setup, loops, address, gateway, Optional.empty())));
            setup.tls().forEach((address, port) -> bound.add(bind(setup, loops, address, gateway, Optional.of(port))));
        } catch (InputException e) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw e;
        }
        return new Listeners(setup, policies, resolver, records, meters, admin, clock, defects, loops, bound, gateway);
    }

    private Listeners(
            Setup setup,
            Policies policies,
            Resolver resolver,
            Records records,
            Meters meters,
            Optional<InetSocketAddress> admin,
            Clock clock,
            Consumer<Throwable> defects,
            EventLoopGroup loops,
            List<Channel> bound,
            Gateway gateway) {
        this.loops = loops;
        channels.addAll(bound);
        List<InetSocketAddress> own = new ArrayList<>(addresses());
        admin.ifPresent(own::add);
        premises = new Premises(
                policies,
                new Judge.Rules(
                        setup.sni(),
                        setup.tlsOnly(),
                        setup.hidden(),
                        setup.nameless(),
                        setup.observing(),
                        new NameBudget(setup.limits().of(Limit.NAMES_PER_HOUR), Ticker.systemTicker()),
                        Surroundings.ofThisMachine(setup.besides(), own)),
                new Names(
                        resolver,
                        setup.limits().time(Limit.DNS_TIME),
                        setup.limits().time(Limit.DNS_LEAST),
                        setup.limits().time(Limit.DNS_MOST)),
                setup.limits(),
                records,
                meters,
                new Answers(setup.contact()),
                new Dialer(setup.transport(), setup.limits().time(Limit.CONNECT_TIME)),
                setup.parent(),
                clock,
                defects);
        gateway.premises = Optional.of(premises);
        channels.forEach(channel -> channel.config().setAutoRead(true));
    }

    /** Turns connections into visits, once the premises are open. */
    private static final class Gateway {

        private final List<Network> balancers;
        private volatile Optional<Premises> premises = Optional.empty();

        Gateway(List<Network> balancers) {
            this.balancers = balancers;
        }

        void receive(SocketChannel channel, Optional<Port> transparent) {
            InetAddress peer = channel.remoteAddress().getAddress();
            boolean balanced = balancers.stream().anyMatch(network -> network.contains(peer));
            if (balanced) {
                channel.pipeline().addLast(new HAProxyMessageDecoder());
            }
            channel.pipeline().addLast(new Visit(channel, premises.orElseThrow(), peer, transparent, balanced));
        }
    }

    private static Channel bind(
            Setup setup, EventLoopGroup loops, InetSocketAddress address, Gateway gateway, Optional<Port> transparent) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(setup.transport().listener())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        gateway.receive(channel, transparent);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw cannotListen(address, bound.cause());
        }
        return bound.channel();
    }

    public List<InetSocketAddress> addresses() {
        return channels.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }

    /** Closes the tunnels in which nothing was said for too long. */
    public void sweep() {
        premises.sweep();
    }

    /** Lets nobody in any more; who is in stays. */
    public void drain() {
        premises.drain();
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    public boolean areDraining() {
        return premises.isDraining();
    }

    @Override
    public void close() {
        drain();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        premises.close();
    }

    /** The error of an address that cannot be listened at. */
    public static InputException cannotListen(InetSocketAddress address, Throwable cause) {
        return new InputException(
                Text.of(
                        "%s cannot be listened at (%s)",
                        "impossible d'écouter sur %s (%s)",
                        address.getAddress().getHostAddress() + ":" + address.getPort(),
                        String.valueOf(cause.getMessage())),
                Text.of(
                        "choose a free port, or an address of this machine",
                        "choisissez un port libre, ou une adresse de cette machine"));
    }
}
