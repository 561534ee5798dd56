package org.sallyport.gate.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.request.HeadEnd;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.request.RefusedException;

/**
 * Waits for the next proxy's answer to a CONNECT. What stands behind a good one belongs to the tunnel: it is passed on to
 * whoever reads the connection next.
 */
final class ParentAnswer extends ChannelInboundHandlerAdapter {

    private static final int MOST_OCTETS = 16 << 10;
    private static final Pattern GOOD = Pattern.compile("HTTP/1\\.[01] 2[0-9][0-9]( .*)?", Pattern.DOTALL);

    private final Promise<Channel> open;
    private final Duration patience;
    private final HeadEnd end = new HeadEnd();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private @Nullable ScheduledFuture<?> deadline;
    private boolean answered;
    private @Nullable ByteBuf behind;

    ParentAnswer(Promise<Channel> open, Duration patience) {
        this.open = open;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> fail(context), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        if (answered) {
            // read before the channel was told to wait
            hold(octets);
            return;
        }
        try {
            while (octets.isReadable()) {
                byte octet = octets.readByte();
                head.write(octet);
                boolean whole = end.take(octet);
                if (whole) {
                    answered(context, octets);
                    return;
                }
                if (end.octets() > MOST_OCTETS) {
                    throw new RefusedException(Refusal.UPSTREAM);
                }
            }
            octets.release();
        } catch (RefusedException e) {
            octets.release();
            fail(context);
        }
    }

    private void answered(ChannelHandlerContext context, ByteBuf rest) {
        if (!GOOD.matcher(head.toString(StandardCharsets.ISO_8859_1)).matches()) {
            rest.release();
            fail(context);
            return;
        }
        answered = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        context.channel().config().setAutoRead(false);
        hold(rest);
        open.trySuccess(context.channel());
    }

    private void hold(ByteBuf octets) {
        if (behind == null) {
            behind = octets;
        } else {
            behind.writeBytes(octets);
            octets.release();
        }
    }

    /** Hands over what came behind the answer. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (behind != null) {
            ByteBuf rest = behind;
            behind = null;
            context.fireChannelRead(rest);
            context.fireChannelReadComplete();
        }
    }

    private void fail(ChannelHandlerContext context) {
        open.tryFailure(new RefusedException(Refusal.UPSTREAM));
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        open.tryFailure(new RefusedException(Refusal.UPSTREAM));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context);
    }
}
