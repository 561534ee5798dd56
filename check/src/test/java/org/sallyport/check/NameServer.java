package org.sallyport.check;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a loopback port that answers as it is told; names it was not told of do not exist. */
final class NameServer implements AutoCloseable {

    /** Stands for an answer that never comes. */
    static final int SILENCE = -1;

    private final DatagramSocket socket;
    private final Map<String, String> addresses;
    private final Map<String, Integer> codes;

    /** @param addresses to each name its addresses, with blanks between them */
    NameServer(Map<String, String> addresses, Map<String, Integer> codes) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.addresses = addresses;
        this.codes = codes;
        Thread.ofVirtual().start(this::serve);
    }

    NameServers client() {
        return new NameServers(List.of(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort())));
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                Name name = question.getQuestion().getName();
                String host = name.toString(true);
                int code = codes.getOrDefault(host, addresses.containsKey(host) ? Rcode.NOERROR : Rcode.NXDOMAIN);
                if (code != SILENCE) {
                    Message answer = new Message(question.getHeader().getID());
                    answer.getHeader().setFlag(Flags.QR);
                    answer.getHeader().setRcode(code);
                    answer.addRecord(question.getQuestion(), Section.QUESTION);
                    int type = question.getQuestion().getType();
                    for (String address : addresses.getOrDefault(host, "").split(" ", -1)) {
                        if (!address.isEmpty() && type == (address.contains(":") ? Type.AAAA : Type.A)) {
                            answer.addRecord(record(name, InetAddress.getByName(address)), Section.ANSWER);
                        }
                    }
                    byte[] bytes = answer.toWire();
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static Record record(Name name, InetAddress address) {
        return address instanceof Inet6Address
                ? new AAAARecord(name, DClass.IN, 60, address)
                : new ARecord(name, DClass.IN, 60, address);
    }

    @Override
    public void close() {
        socket.close();
    }
}
