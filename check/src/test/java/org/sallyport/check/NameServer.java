package org.sallyport.check;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a loopback port that answers as it is told; names it was not told of do not exist. */
final class NameServer implements AutoCloseable {

    /** Stands for an answer that never comes. */
    static final int SILENCE = -1;

    /** Stands for a reverse name of 320 octets, which no message may hold. */
    static final String OVERLONG = "overlong";

    private final DatagramSocket socket;
    private final Map<String, String> addresses;
    private final Map<String, Integer> codes;
    private final Map<String, List<String>> pointers;

    /** @param addresses to each name its addresses, with blanks between them */
    NameServer(Map<String, String> addresses, Map<String, Integer> codes) throws IOException {
        this(addresses, codes, Map.of());
    }

    /**
     * @param codes to names; the address of a reverse look-up stands for its name
     * @param pointers to addresses, their reverse names as a zone file writes them
     */
    NameServer(Map<String, String> addresses, Map<String, Integer> codes, Map<String, List<String>> pointers)
            throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.addresses = addresses;
        this.codes = codes;
        this.pointers = pointers;
        Thread.ofVirtual().start(this::serve);
    }

    NameServers client() {
        return new NameServers(List.of(address()));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                int type = question.getQuestion().getType();
                Name name = question.getQuestion().getName();
                String host = type == Type.PTR ? ReverseMap.fromName(name).getHostAddress() : name.toString(true);
                boolean known = addresses.containsKey(host) || pointers.containsKey(host);
                int code = codes.getOrDefault(host, known ? Rcode.NOERROR : Rcode.NXDOMAIN);
                if (code != SILENCE) {
                    byte[] bytes = answer(question, host, code);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(Message question, String host, int code) throws IOException {
        int type = question.getQuestion().getType();
        Name name = question.getQuestion().getName();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(code);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        for (String written : addresses.getOrDefault(host, "").split(" ", -1)) {
            if (!written.isEmpty() && type == (written.contains(":") ? Type.AAAA : Type.A)) {
                InetAddress address = InetAddress.ofLiteral(written);
                answer.addRecord(
                        address instanceof Inet6Address
                                ? new AAAARecord(name, DClass.IN, 60, address)
                                : new ARecord(name, DClass.IN, 60, address),
                        Section.ANSWER);
            }
        }
        for (String pointer : type == Type.PTR ? pointers.getOrDefault(host, List.of()) : List.<String>of()) {
            if (pointer.equals(OVERLONG)) {
                return overlong(answer);
            }
            answer.addRecord(new PTRRecord(name, DClass.IN, 60, Name.fromString(pointer + ".")), Section.ANSWER);
        }
        return answer.toWire();
    }

    private static byte[] overlong(Message answer) {
        byte[] asked = answer.toWire();
        ByteBuffer wire = ByteBuffer.allocate(asked.length + 333).put(asked);
        wire.putShort(6, (short) 1);
        wire.putShort((short) 0xc00c).putShort((short) Type.PTR).putShort((short) DClass.IN);
        wire.putInt(60).putShort((short) 321);
        for (int label = 0; label < 5; label++) {
            wire.put((byte) 63).put("a".repeat(63).getBytes(StandardCharsets.US_ASCII));
        }
        return wire.put((byte) 0).array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
