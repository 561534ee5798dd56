package org.sallyport.lab.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The whole DNS of an Internet: the names that are in it, and no others. */
public final class Names {

    private final Map<String, Address> known;

    public Names(List<Address> addresses) {
        known = addresses.stream()
                .collect(Collectors.toMap(address -> address.name().value(), Function.identity()));
    }

    /** Answers at the address {@link Network#INTERNET} for as long as the process runs. */
    public void serve() throws IOException {
        try (DatagramSocket dns = new DatagramSocket(new InetSocketAddress(Network.INTERNET, 53))) {
            System.out.println("ready");
            byte[] buffer = new byte[4096];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                dns.receive(packet);
                byte[] wire = answer(new Message(Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                dns.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.getHeader().setFlag(Flags.RD);
        answer.addRecord(question, Section.QUESTION);
        Optional<Address> address =
                Optional.ofNullable(known.get(question.getName().toString(true).toLowerCase(Locale.ROOT)));
        if (address.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (question.getType() == Type.A) {
            answer.addRecord(
                    new ARecord(
                            question.getName(),
                            question.getDClass(),
                            60,
                            address.get().four()),
                    Section.ANSWER);
        } else if (question.getType() == Type.AAAA) {
            answer.addRecord(
                    new AAAARecord(
                            question.getName(),
                            question.getDClass(),
                            60,
                            address.get().six()),
                    Section.ANSWER);
        }
        return answer;
    }
}
