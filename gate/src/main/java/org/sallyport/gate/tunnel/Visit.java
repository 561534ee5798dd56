package org.sallyport.gate.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.check.Resolver;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.policy.Limit;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.BodyEnd;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Head;
import org.sallyport.gate.request.Hello;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.request.RefusedException;

/**
 * One connection of a client, from its first octet until it is let through or refused. What the client says is held until
 * the verdict; nothing goes to a server before it. Used by its event loop only.
 */
final class Visit extends ChannelInboundHandlerAdapter {

    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private enum Stage {
        /** A balancer says who comes. */
        BALANCER,
        /** The head of a request comes in. */
        HEAD,
        /** Something is looked up or connected to; what comes in is held. */
        WAITING,
        /** The first octet in a tunnel that need not be TLS. */
        FIRST,
        /** A ClientHello comes in. */
        HELLO,
        /** Refused, or passed on to relays. */
        OVER
    }

    private final Premises premises;
    private final Account account;
    private final Optional<Port> transparent;
    private final Said said;
    private Stage stage;
    private boolean entered;
    private boolean spoke;
    private boolean established;
    private boolean saidAll;
    private @Nullable Judge judge;
    private @Nullable Head head;
    private @Nullable Tunnel tunnel;
    private List<InetAddress> addresses = List.of();
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * @param transparent the port of the servers that clients believe to speak to; empty where they ask a proxy
     * @param balanced whether a balancer says first who comes
     */
    Visit(Channel channel, Premises premises, InetAddress peer, Optional<Port> transparent, boolean balanced) {
        this.premises = premises;
        this.transparent = transparent;
        account = premises.account(peer, transparent.isPresent() ? Decision.Way.TLS : Decision.Way.CONNECT);
        said = new Said(channel.alloc(), premises.limits());
        stage = balanced ? Stage.BALANCER : beginning();
    }

    private Stage beginning() {
        return transparent.isPresent() ? Stage.HELLO : Stage.HEAD;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().closeFuture().addListener(closed -> over());
        await(context, transparent.isPresent() ? Limit.HELLO_TIME : Limit.HEAD_TIME);
        if (stage != Stage.BALANCER) {
            enter(context);
        }
    }

    private void enter(ChannelHandlerContext context) {
        entered = true;
        premises.enter(account.client()).ifPresent(refusal -> refuse(context, refusal));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage balancer) {
            comesFrom(context, balancer);
            return;
        }
        ByteBuf octets = (ByteBuf) message;
        if (stage == Stage.OVER) {
            octets.release();
            return;
        }
        spoke = true;
        said.add(octets);
        guarded(context, () -> look(context));
    }

    private void comesFrom(ChannelHandlerContext context, HAProxyMessage balancer) {
        String source = balancer.sourceAddress();
        ReferenceCountUtil.release(balancer);
        // without a source the balancer itself asks, as for a check of its own
        if (source != null) {
            account.comesFrom(InetAddress.ofLiteral(source));
        }
        stage = beginning();
        enter(context);
    }

    private void look(ChannelHandlerContext context) {
        switch (stage) {
            case HEAD -> said.head().ifPresent(whole -> decide(context, whole));
            case FIRST -> first(context);
            case HELLO -> hello(context);
            case BALANCER, WAITING, OVER -> {}
        }
    }

    private void decide(ChannelHandlerContext context, Head asked) {
        head = asked;
        account.asks(asked);
        hold(context);
        decide(context, asked.destination(), premises.judge(account));
    }

    private void hold(ChannelHandlerContext context) {
        stage = Stage.WAITING;
        stopWaiting();
        context.channel().config().setAutoRead(false);
    }

    private void decide(ChannelHandlerContext context, Destination destination, Judge asked) {
        judge = asked;
        asked.destination(destination);
        if (premises.parent().isPresent()) {
            lookUp(context, premises.parent().get());
            return;
        }
        switch (destination) {
            case Destination.Numbered(InetAddress address, Port port) -> addressed(context, List.of(address));
            case Destination.Named(HostName host, Port port) -> {
                CompletableFuture<Resolver.Answer> answer = premises.names().look(host);
                if (answer.isDone()) {
                    addressed(context, asked.addresses(destination, answer.join()));
                } else {
                    answer.whenCompleteAsync(
                            (late, fault) -> guarded(
                                    context,
                                    () -> addressed(context, asked.addresses(destination, answered(late, fault)))),
                            context.executor());
                }
            }
        }
    }

    private void lookUp(ChannelHandlerContext context, Parent parent) {
        Optional<InetAddress> address = parent.proxy().address();
        if (address.isPresent()) {
            addressed(context, List.of(address.get()));
            return;
        }
        premises.names()
                .look(HostName.parse(parent.proxy().host()))
                .whenCompleteAsync(
                        (answer, fault) -> guarded(context, () -> {
                            List<InetAddress> found = answered(answer, fault).addresses();
                            if (found.isEmpty()) {
                                throw new RefusedException(Refusal.UPSTREAM);
                            }
                            addressed(context, found);
                        }),
                        context.executor());
    }

    private static Resolver.Answer answered(Resolver.@Nullable Answer answer, @Nullable Throwable fault) {
        if (answer == null) {
            throw new IllegalStateException("a resolver writes its faults down", fault);
        }
        return answer;
    }

    private void addressed(ChannelHandlerContext context, List<InetAddress> found) {
        if (stage == Stage.OVER) {
            return;
        }
        addresses = found;
        if (isTunnel()
                && transparent.isEmpty()
                && judge().waitsForHello(destination().port())) {
            establish(context);
            stage = Stage.HELLO;
            await(context, Limit.HELLO_TIME);
            context.channel().config().setAutoRead(true);
            look(context);
        } else {
            dial(context);
        }
    }

    private void establish(ChannelHandlerContext context) {
        established = true;
        context.writeAndFlush(Unpooled.wrappedBuffer(ESTABLISHED));
    }

    private void first(ChannelHandlerContext context) {
        if (said.isEmpty()) {
            return;
        }
        if (!said.beginsLikeTls()) {
            relay(context);
            return;
        }
        stage = Stage.HELLO;
        await(context, Limit.HELLO_TIME);
        hello(context);
    }

    private void hello(ChannelHandlerContext context) {
        Optional<Hello> whole;
        try {
            whole = said.hello();
        } catch (RefusedException e) {
            if (e.refusal() != Refusal.NOT_TLS || transparent.isPresent()) {
                throw e;
            }
            notTls(context);
            return;
        }
        whole.ifPresent(hello -> judge(context, hello));
    }

    private void judge(ChannelHandlerContext context, Hello hello) {
        stopWaiting();
        if (transparent.isPresent() && account.destination().isEmpty()) {
            hello.server().ifPresent(account::names);
            Destination wanted = new Destination.Named(
                    hello.server().orElseThrow(() -> new RefusedException(Refusal.NO_SNI)), transparent.get());
            account.asks(wanted);
            hold(context);
            // asked before anything is looked up
            Judge asked = premises.judge(account);
            asked.hello(hello, wanted);
            decide(context, wanted, asked);
            return;
        }
        judge().hello(hello, destination());
        proceed(context);
    }

    private void notTls(ChannelHandlerContext context) {
        if (judge().waitsForHello(destination().port())) {
            judge().notTls();
        }
        stopWaiting();
        proceed(context);
    }

    private void proceed(ChannelHandlerContext context) {
        if (tunnel == null) {
            dial(context);
        } else {
            relay(context);
        }
    }

    private void dial(ChannelHandlerContext context) {
        hold(context);
        Channel client = context.channel();
        Future<Channel> dialed = premises.parent()
                .map(parent -> premises.dialer()
                        .dial(
                                client.eventLoop(),
                                parent,
                                addresses,
                                isTunnel() ? Optional.of(destination()) : Optional.empty()))
                .orElseGet(() -> premises.dialer()
                        .dial(
                                client.eventLoop(),
                                addresses,
                                destination().port().number()));
        dialed.addListener((Future<Channel> done) -> {
            if (!done.isSuccess()) {
                refuse(context, done.cause() instanceof RefusedException e ? e.refusal() : Refusal.UNREACHED);
            } else if (client.isActive() && stage != Stage.OVER) {
                guarded(context, () -> connected(context, done.getNow()));
            } else {
                done.getNow().close();
            }
        });
    }

    private void connected(ChannelHandlerContext context, Channel server) {
        Channel client = context.channel();
        if (server.remoteAddress() instanceof InetSocketAddress remote) {
            account.connectsTo(remote.getAddress());
        }
        Tunnel open = new Tunnel(client, server, (sent, received) -> premises.record(account.closed(sent, received)));
        tunnel = open;
        premises.opens(open);
        server.closeFuture().addListener(closed -> premises.closes(open));
        // before what the server may have said already
        if (isTunnel() && !established && transparent.isEmpty()) {
            establish(context);
        }
        server.pipeline().addLast(new Relay(open, client));
        ParentAnswer parent = server.pipeline().get(ParentAnswer.class);
        if (parent != null) {
            server.pipeline().remove(parent);
        }
        server.config().setAutoRead(true);
        if (head != null && !head.isTunnel()) {
            fetch(context, server, head, open);
        } else if (said.isHelloBegun() || !judge().looksAtHellos()) {
            relay(context);
        } else {
            stage = Stage.FIRST;
            client.config().setAutoRead(true);
            look(context);
        }
    }

    private void fetch(ChannelHandlerContext context, Channel server, Head asked, Tunnel open) {
        byte[] octets = asked.passedOn(premises.parent().map(Parent::authorization));
        open.moved(context.channel(), octets.length);
        server.write(Unpooled.wrappedBuffer(octets), server.voidPromise());
        relay(context, new BodyRelay(open, server, new BodyEnd(asked.body())), open);
    }

    private void relay(ChannelHandlerContext context) {
        Tunnel open = Objects.requireNonNull(tunnel);
        relay(context, new Relay(open, open.other(context.channel())), open);
    }

    /** Leaves the connection to a relay, with what was held. */
    private void relay(ChannelHandlerContext context, Relay relay, Tunnel open) {
        stage = Stage.OVER;
        stopWaiting();
        Channel client = context.channel();
        client.pipeline().addLast(relay);
        context.fireChannelRead(said.handOver());
        context.fireChannelReadComplete();
        client.pipeline().remove(this);
        if (saidAll) {
            client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        if (open.other(client).isWritable()) {
            client.config().setAutoRead(true);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (tunnel != null && context.channel().isWritable()) {
            tunnel.other(context.channel()).config().setAutoRead(true);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!Tunnel.hasSaidAll(event)) {
            context.fireUserEventTriggered(event);
            return;
        }
        switch (stage) {
            // told to the relay, once there is one
            case WAITING -> saidAll = true;
            case FIRST -> {
                saidAll = true;
                relay(context);
            }
            // whoever has hung up before saying what is wanted gets no answer
            case BALANCER, HEAD, HELLO -> close(context);
            case OVER -> context.fireUserEventTriggered(event);
        }
    }

    private void close(ChannelHandlerContext context) {
        stage = Stage.OVER;
        if (tunnel == null) {
            context.close();
        } else {
            tunnel.close();
        }
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        if (stage == Stage.OVER) {
            return;
        }
        stage = Stage.OVER;
        stopWaiting();
        account.isRefused(refusal);
        spoke = true;
        if (tunnel != null) {
            tunnel.other(context.channel()).close();
        }
        if (established || transparent.isPresent()) {
            Farewell.say(context.channel(), Alerts.of(refusal));
            return;
        }
        List<String> accepted = head == null ? List.of() : head.values("accept");
        Optional<Destination> destination = account.destination();
        if (refusal.isOfPolicy() && destination.orElse(null) instanceof Destination.Named(HostName host, Port port)) {
            premises.explain(judge().policy(), host, port)
                    .thenAcceptAsync(
                            explanation -> Farewell.say(
                                    context.channel(),
                                    premises.answers().refusal(refusal, destination, explanation, accepted)),
                            context.executor());
        } else {
            Farewell.say(
                    context.channel(), premises.answers().refusal(refusal, destination, Optional.empty(), accepted));
        }
    }

    /** The connection of the client is closed. */
    private void over() {
        stopWaiting();
        if (tunnel != null && stage != Stage.OVER) {
            tunnel.close();
        }
        stage = Stage.OVER;
        said.release();
        if (entered) {
            premises.leave(account.client());
        }
        // a balancer that only looks whether the port is open is no visit
        if (tunnel == null && spoke) {
            premises.record(account.closed(0, 0));
        }
    }

    private void await(ChannelHandlerContext context, Limit time) {
        stopWaiting();
        deadline = context.executor()
                .schedule(() -> late(context), premises.limits().of(time), TimeUnit.SECONDS);
    }

    private void late(ChannelHandlerContext context) {
        if (!spoke) {
            close(context);
            return;
        }
        guarded(context, () -> {
            if (stage == Stage.HELLO && transparent.isEmpty() && judge().observes()) {
                // perhaps the server speaks first, which it does not in TLS
                notTls(context);
                return;
            }
            throw new RefusedException(stage == Stage.HELLO ? Refusal.HELLO_TIMEOUT : Refusal.HEAD_TIMEOUT);
        });
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private boolean isTunnel() {
        return head == null || head.isTunnel();
    }

    private Judge judge() {
        return Objects.requireNonNull(judge);
    }

    private Destination destination() {
        return account.destination().orElseThrow();
    }

    /** A defect refuses the client: it never lets it through. */
    private void guarded(ChannelHandlerContext context, Runnable step) {
        try {
            step.run();
        } catch (RefusedException e) {
            refuse(context, e.refusal());
        } catch (RuntimeException e) {
            premises.tellDefect(e);
            refuse(context, Refusal.DEFECT);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (stage == Stage.BALANCER) {
            refuse(context, Refusal.UNTRUSTED_PEER);
        } else {
            close(context);
        }
    }
}
