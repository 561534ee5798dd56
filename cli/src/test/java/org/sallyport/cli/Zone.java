package org.sallyport.cli;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a loopback port: names to their addresses, and addresses to their reverse names. */
final class Zone implements AutoCloseable {

    private final DatagramSocket socket;
    private final Map<String, List<String>> entries;

    /**
     * @param entries to a name its addresses in full length, to such an address its reverse names; nothing at all for
     *     silence. What is not in it does not exist
     */
    Zone(Map<String, List<String>> entries) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.entries = entries;
        if (!entries.isEmpty()) {
            Thread.ofVirtual().start(this::serve);
        }
    }

    String server() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(Message question) throws IOException {
        Record asked = question.getQuestion();
        Name name = asked.getName();
        boolean reverse = asked.getType() == Type.PTR;
        String key = reverse ? ReverseMap.fromName(name).getHostAddress() : name.toString(true);
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(entries.containsKey(key) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        answer.addRecord(asked, Section.QUESTION);
        for (String value : entries.getOrDefault(key, List.of())) {
            if (reverse || value.contains(":") == (asked.getType() == Type.AAAA)) {
                String text = reverse ? value + "." : value;
                answer.addRecord(
                        Record.fromString(name, asked.getType(), asked.getDClass(), 60, text, Name.root),
                        Section.ANSWER);
            }
        }
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
    }
}
