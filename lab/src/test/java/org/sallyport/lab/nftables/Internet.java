package org.sallyport.lab.nftables;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
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

/**
 * All that is behind the gateway: a DNS server that knows the addresses of a file, and servers at all these addresses.
 * Runs in the namespace that has them.
 */
final class Internet {

    /** The ports at which somebody listens. */
    static final List<Integer> PORTS = List.of(80, 443, 8190, 22);

    private Internet() {}

    /** @param arguments the file of names and addresses */
    public static void main(String[] arguments) throws IOException {
        Map<String, Address> known = Address.read(Path.of(arguments[0])).stream()
                .collect(Collectors.toMap(address -> address.name().value(), Function.identity()));
        DatagramSocket dns = new DatagramSocket(new InetSocketAddress("10.77.2.2", 53));
        for (int port : PORTS) {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress("::", port), 1000);
            Thread.ofPlatform().start(() -> accept(server));
        }
        System.out.println("ready");
        byte[] buffer = new byte[4096];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            dns.receive(packet);
            byte[] wire = answer(new Message(Arrays.copyOf(buffer, packet.getLength())), known)
                    .toWire();
            dns.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        }
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try (Socket accepted = server.accept()) {
                // says hello: no middle box has answered in its place
                new PrintStream(accepted.getOutputStream(), true).print('!');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Message answer(Message query, Map<String, Address> known) {
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
