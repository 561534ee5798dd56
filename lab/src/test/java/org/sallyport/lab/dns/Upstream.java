package org.sallyport.lab.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The whole DNS of the world behind a filter: a server on the loopback address that knows one address for every name,
 * and no other record. So what a filter answers is its own decision. Names whose first label is {@code alias} have that
 * address by way of {@value #ALIASED}. Who asks for signatures gets one that is none.
 */
public final class Upstream implements AutoCloseable {

    /** What every name resolves to, an address of documentation (RFC 5737). */
    public static final String ADDRESS = "198.51.100.7";

    /** What the names with the first label {@code alias} are aliases of. */
    public static final String ALIASED = "target.cdn.example";

    private final DatagramSocket socket;
    private final Function<String, Optional<String>> addresses;
    private final Thread thread;

    private Upstream(DatagramSocket socket, Function<String, Optional<String>> addresses) {
        this.socket = socket;
        this.addresses = addresses;
        this.thread = Thread.ofPlatform().daemon().name("upstream").start(this::serve);
    }

    /** Starts one at a free UDP port. */
    public static Upstream start() throws IOException {
        return start(InetAddress.getLoopbackAddress(), 0);
    }

    /** Starts one at that address, for a daemon that takes no other port than 53. */
    public static Upstream start(InetAddress address, int port) throws IOException {
        return new Upstream(new DatagramSocket(new InetSocketAddress(address, port)), name -> Optional.of(ADDRESS));
    }

    /** Starts one at a free UDP port where every name resolves to that address. */
    public static Upstream answering(String address) throws IOException {
        return new Upstream(
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                name -> Optional.of(address));
    }

    /**
     * Starts one that knows the address of some names; the others do not exist.
     *
     * @param port of UDP at the loopback address; 0 for a free one
     */
    public static Upstream knowing(Map<String, String> addresses, int port) throws IOException {
        Map<String, String> known = Map.copyOf(addresses);
        return new Upstream(
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                name -> Optional.ofNullable(known.get(name)));
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(new Message(java.util.Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Message answer(Message query) throws UnknownHostException {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.getHeader().setFlag(Flags.AA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        answer.addRecord(question, Section.QUESTION);
        Optional<String> address =
                addresses.apply(question.getName().toString(true).toLowerCase(Locale.ROOT));
        if (address.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (question.getType() == Type.A) {
            Name name = question.getName();
            if (name.getLabelString(0).equalsIgnoreCase("alias")) {
                Name aliased = Name.fromConstantString(ALIASED + ".");
                answer.addRecord(new CNAMERecord(name, question.getDClass(), 60, aliased), Section.ANSWER);
                name = aliased;
            }
            answer.addRecord(
                    new ARecord(name, question.getDClass(), 60, InetAddress.getByName(address.get())), Section.ANSWER);
            if ((query.getOPT() != null) && (query.getOPT().getFlags() & ExtendedFlags.DO) != 0) {
                answer.addRecord(signature(name, question.getDClass()), Section.ANSWER);
            }
        } else {
            answer.addRecord(
                    new SOARecord(
                            question.getName(),
                            question.getDClass(),
                            60,
                            question.getName(),
                            question.getName(),
                            1,
                            3600,
                            600,
                            86_400,
                            60),
                    Section.AUTHORITY);
        }
        return answer;
    }

    /** Says that it is one, for filters that leave signed answers as they are. */
    private static RRSIGRecord signature(Name name, int dclass) {
        Instant now = Instant.now();
        return new RRSIGRecord(
                name,
                dclass,
                60,
                Type.A,
                DNSSEC.Algorithm.RSASHA256,
                60,
                now.plus(Duration.ofDays(1)),
                now.minus(Duration.ofDays(1)),
                1,
                Name.root,
                new byte[128]);
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
