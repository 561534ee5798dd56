package org.sallyport.gate.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.sallyport.gate.request.BodyEnd;
import org.sallyport.gate.request.RefusedException;

/**
 * Passes on the body of one request, and nothing behind it: a second request on the same connection would go to where
 * nobody has decided about it. Whoever sends one is cut off, after the answer to the first.
 */
final class BodyRelay extends Relay {

    private final Tunnel tunnel;
    private final BodyEnd end;

    BodyRelay(Tunnel tunnel, Channel server, BodyEnd end) {
        super(tunnel, server);
        this.tunnel = tunnel;
        this.end = end;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        int taken;
        try {
            taken = end.take(ByteBufUtil.getBytes(octets));
        } catch (RefusedException e) {
            octets.release();
            tunnel.close();
            return;
        }
        if (taken < octets.readableBytes()) {
            // not read any more: what comes now is of no use to anybody
            context.channel().config().setAutoRead(false);
        }
        super.channelRead(context, octets.slice(octets.readerIndex(), taken));
    }
}
