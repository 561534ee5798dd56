package org.sallyport.gate.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.sallyport.gate.policy.Limit;
import org.sallyport.gate.policy.Limits;
import org.sallyport.gate.request.Head;
import org.sallyport.gate.request.HeadEnd;
import org.sallyport.gate.request.Hello;
import org.sallyport.gate.request.HelloEnd;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.request.RefusedException;

/**
 * What a client has said and nobody was told yet: first the head of a request, where it asks a proxy, then perhaps a
 * ClientHello. Each octet is looked at once, however the octets come. Used by one event loop only.
 */
final class Said {

    private static final byte HANDSHAKE = 22;

    /** A ClientHello in records of one octet each is six times as long. */
    private static final int LONGEST_IN_RECORDS = 6;

    private final Limits limits;
    private final HeadEnd headEnd = new HeadEnd();
    private final HelloEnd helloEnd;
    private ByteBuf held;
    private int scanned;

    Said(ByteBufAllocator allocator, Limits limits) {
        this.limits = limits;
        helloEnd = new HelloEnd(limits.of(Limit.HELLO_OCTETS));
        held = allocator.buffer(512);
    }

    /** Takes what comes next, and releases it. */
    void add(ByteBuf octets) {
        held.writeBytes(octets);
        octets.release();
    }

    /**
     * The head of the request; empty where it is not whole yet.
     *
     * @throws RefusedException where it is too large, or not written as it must be
     */
    Optional<Head> head() {
        while (scanned < held.writerIndex()) {
            if (scanned >= limits.of(Limit.HEAD_OCTETS)) {
                boolean firstLine = held.indexOf(0, scanned, (byte) '\n') < 0;
                throw new RefusedException(firstLine ? Refusal.TARGET_TOO_LONG : Refusal.HEAD_TOO_LARGE);
            }
            if (headEnd.take(held.getByte(scanned++))) {
                byte[] octets = ByteBufUtil.getBytes(held, 0, scanned);
                held.readerIndex(scanned);
                return Optional.of(Head.read(octets));
            }
        }
        return Optional.empty();
    }

    /** Whether there is nothing behind the head. */
    boolean isEmpty() {
        return !held.isReadable();
    }

    /** Whether what is behind the head, which is something, begins like TLS. */
    boolean beginsLikeTls() {
        return held.getByte(held.readerIndex()) == HANDSHAKE;
    }

    /** Whether {@link #hello} has looked at something. */
    boolean isHelloBegun() {
        return scanned > held.readerIndex();
    }

    /**
     * The ClientHello; empty where it is not whole yet.
     *
     * @throws RefusedException where it is none, too large, or not written as it must be
     */
    Optional<Hello> hello() {
        while (scanned < held.writerIndex()) {
            Optional<byte[]> message = helloEnd.take(held.getByte(scanned++));
            if (message.isPresent()) {
                return message.map(Hello::read);
            }
        }
        if (scanned - held.readerIndex() > LONGEST_IN_RECORDS * limits.of(Limit.HELLO_OCTETS)) {
            throw new RefusedException(Refusal.HELLO_TOO_LARGE);
        }
        return Optional.empty();
    }

    /** What is behind the head, for whoever is told it now; then nothing is held any more. */
    ByteBuf handOver() {
        ByteBuf rest = held;
        held = Unpooled.EMPTY_BUFFER;
        return rest;
    }

    /** Gives back what was not handed over. */
    void release() {
        held.release();
    }
}
