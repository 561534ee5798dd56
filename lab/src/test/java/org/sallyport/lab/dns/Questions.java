package org.sallyport.lab.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.name.HostName;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks a filter for the addresses of many names, some of them at once, and says which ones it resolved. */
public final class Questions {

    private static final int AT_ONCE = 50;
    private static final int TRIES = 5;

    private Questions() {}

    /**
     * Whether the filter at that UDP port of the loopback address gives each name the address of {@link Upstream}.
     *
     * @throws AssertionError where a name gets no answer at all
     */
    public static Map<HostName, Boolean> ask(int port, List<HostName> names) throws IOException {
        return ask(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), names);
    }

    public static Map<HostName, Boolean> ask(InetSocketAddress filter, List<HostName> names) throws IOException {
        Map<HostName, Boolean> answers = new LinkedHashMap<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(2000);
            for (int begin = 0; begin < names.size(); begin += AT_ONCE) {
                ask(socket, filter, names.subList(begin, Math.min(names.size(), begin + AT_ONCE)), answers);
            }
        }
        return answers;
    }

    private static void ask(
            DatagramSocket socket, InetSocketAddress filter, List<HostName> names, Map<HostName, Boolean> answers)
            throws IOException {
        Map<Integer, HostName> open = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            open.put(i + 1, names.get(i));
        }
        for (int tries = 0; tries < TRIES && !open.isEmpty(); tries++) {
            for (Map.Entry<Integer, HostName> question : open.entrySet()) {
                byte[] wire = question(question.getKey(), question.getValue());
                socket.send(new DatagramPacket(wire, wire.length, filter));
            }
            receive(socket, open, answers);
        }
        if (!open.isEmpty()) {
            throw new AssertionError("no answer for " + open.values());
        }
    }

    private static byte[] question(int id, HostName name) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name.value() + "."), Type.A, DClass.IN));
        query.getHeader().setID(id);
        return query.toWire();
    }

    private static void receive(DatagramSocket socket, Map<Integer, HostName> open, Map<HostName, Boolean> answers)
            throws IOException {
        byte[] buffer = new byte[4096];
        try {
            while (!open.isEmpty()) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message answer = new Message(Arrays.copyOf(buffer, packet.getLength()));
                HostName name = open.get(answer.getHeader().getID());
                // an answer to an earlier try may come late
                if (name != null
                        && answer.getQuestion().getName().toString(true).equalsIgnoreCase(name.value())) {
                    open.remove(answer.getHeader().getID());
                    answers.put(name, resolves(answer));
                }
            }
        } catch (SocketTimeoutException e) {
            // what is still open is asked again
            return;
        }
    }

    private static boolean resolves(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .anyMatch(record -> record instanceof ARecord address
                        && Upstream.ADDRESS.equals(address.getAddress().getHostAddress()));
    }
}
