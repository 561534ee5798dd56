package org.sallyport.gate.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;

/** Passes on what one end of a tunnel says, as fast as the other end takes it. */
class Relay extends ChannelInboundHandlerAdapter {

    private final Tunnel tunnel;
    private final Channel other;
    private boolean saidAll;

    Relay(Tunnel tunnel, Channel other) {
        this.tunnel = tunnel;
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        tunnel.moved(context.channel(), octets.readableBytes());
        other.write(octets, other.voidPromise());
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            other.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (saidAll || !Tunnel.hasSaidAll(event)) {
            return;
        }
        saidAll = true;
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (((DuplexChannel) context.channel()).isOutputShutdown()) {
                // the other end has said all before
                tunnel.close();
            } else {
                ((DuplexChannel) other).shutdownOutput();
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (other.isActive()) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // an end that breaks off ends the tunnel; its record says how far it came
        tunnel.close();
    }
}
