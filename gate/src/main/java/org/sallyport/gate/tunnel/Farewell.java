package org.sallyport.gate.tunnel;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Says a last thing to a client and hangs up. What the client still says is thrown away unread, for a second: a connection
 * that is closed with octets unread takes the last answer away from the client (RFC 9112, section 9.6).
 */
final class Farewell extends ChannelInboundHandlerAdapter {

    private static final int LINGER_MILLISECONDS = 1000;

    private Farewell() {}

    static void say(Channel channel, byte[] answer) {
        channel.pipeline().addLast(new Farewell());
        channel.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(written -> {
            if (!written.isSuccess()) {
                channel.close();
                return;
            }
            ((DuplexChannel) channel).shutdownOutput();
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLISECONDS, TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (Tunnel.hasSaidAll(event)) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
