package org.sallyport.check;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.name.HostName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/**
 * Asks name servers itself, the next one where one does not answer, and says what a system's resolver hides: whether a
 * name does not exist, is refused, or nobody answered (RFC 1035, section 4.1.1). Names are taken as they are: no search
 * list, no hosts file, no cache. Safe for use by several threads.
 */
public final class NameServers implements Resolver {

    /** More addresses than that are no use to anybody: an answer may have a million. */
    private static final int MOST = 64;

    private final List<InetSocketAddress> servers;

    /** @param servers at least one */
    public NameServers(List<InetSocketAddress> servers) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a name server is needed");
        }
        this.servers = List.copyOf(servers);
    }

    /** Those of this machine; empty where it has none. */
    public static Optional<NameServers> ofThisMachine() {
        List<InetSocketAddress> servers = ResolverConfig.getCurrentConfig().servers();
        return servers.isEmpty() ? Optional.empty() : Optional.of(new NameServers(servers));
    }

    public List<InetSocketAddress> list() {
        return servers;
    }

    @Override
    public Answer resolve(HostName name, Duration patience) throws InterruptedException {
        Answer old = addresses(name, Type.A, patience.dividedBy(2));
        Answer recent = addresses(name, Type.AAAA, patience.dividedBy(2));
        if (old.addresses().isEmpty() && recent.addresses().isEmpty()) {
            return old;
        }
        List<InetAddress> all = new ArrayList<>(old.addresses());
        all.addAll(recent.addresses());
        Duration lifetime = Stream.of(old, recent)
                .filter(answer -> answer.fault().isEmpty())
                .map(Answer::lifetime)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return Answer.of(all, old.by().isEmpty() ? recent.by() : old.by()).lasting(lifetime);
    }

    /** The addresses of a name that are of the same kind as this one: of IPv4, or of IPv6. */
    Answer resolve(HostName name, InetAddress like, Duration patience) throws InterruptedException {
        return addresses(name, like instanceof Inet4Address ? Type.A : Type.AAAA, patience);
    }

    /** The names that whoever holds the address has written for it. */
    public ReverseNames reverse(InetAddress address, Duration patience) throws InterruptedException {
        Reply reply = ask(ReverseMap.fromAddress(address), Type.PTR, patience);
        if (reply.fault().filter(Fault::isNoAnswer).isPresent()) {
            return new ReverseNames(List.of(), 0, reply.fault());
        }
        List<PTRRecord> pointers = reply.records().stream()
                .filter(PTRRecord.class::isInstance)
                .map(PTRRecord.class::cast)
                .distinct()
                .toList();
        // name servers turn the order round from answer to answer
        List<HostName> names = pointers.stream()
                .flatMap(pointer -> HostName.tryParse(pointer.getTarget().toString(true)).stream())
                .distinct()
                .sorted()
                .limit(ReverseNames.MOST)
                .toList();
        return new ReverseNames(names, pointers.size() - names.size(), Optional.empty());
    }

    private Answer addresses(HostName name, int type, Duration patience) throws InterruptedException {
        Name asked;
        try {
            asked = Name.fromString(name + ".");
        } catch (TextParseException e) {
            throw new IllegalStateException("a host name is a name of DNS", e);
        }
        Reply reply = ask(asked, type, patience);
        return reply.fault().map(Answer::not).orElseGet(() -> answer(asked, reply.records()));
    }

    /** What a name server said: records, or a fault. */
    private record Reply(List<Record> records, Optional<Fault> fault) {

        static Reply not(Fault fault) {
            return new Reply(List.of(), Optional.of(fault));
        }
    }

    /** Asks the next one where one does not answer. */
    private Reply ask(Name name, int type, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Reply last = Reply.not(Fault.DNS_TIMEOUT);
        for (int i = 0; i < servers.size(); i++) {
            Duration share = Duration.ofNanos((end - System.nanoTime()) / (servers.size() - i));
            if (share.isPositive()) {
                last = ask(servers.get(i), name, type, share);
                if (!last.fault().equals(Optional.of(Fault.DNS_TIMEOUT))) {
                    return last;
                }
            }
        }
        return last;
    }

    private static Reply ask(InetSocketAddress server, Name name, int type, Duration patience)
            throws InterruptedException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(patience);
        Message answer;
        try {
            answer = resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
        } catch (PortUnreachableException e) {
            return Reply.not(Fault.DNS_TIMEOUT);
        } catch (WireParseException e) {
            return Reply.not(Fault.DNS_FAILED);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Reply.not(Fault.DNS_TIMEOUT);
        }
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> new Reply(answer.getSection(Section.ANSWER), Optional.empty());
            case Rcode.NXDOMAIN -> Reply.not(Fault.NO_SUCH_NAME);
            case Rcode.REFUSED -> Reply.not(Fault.DNS_REFUSED);
            default -> Reply.not(Fault.DNS_FAILED);
        };
    }

    /**
     * The addresses at the end of the way that begins with the name asked for. What an answer says of other names, nobody
     * has asked for, and whoever sent it may have no say about them.
     */
    private static Answer answer(Name asked, List<Record> records) {
        List<InetAddress> addresses = new ArrayList<>();
        List<HostName> by = new ArrayList<>();
        long lifetime = Long.MAX_VALUE;
        Name name = asked;
        for (int step = 0; step < MOST; step++) {
            Optional<CNAMERecord> alias = Optional.empty();
            for (Record record : records) {
                if (!record.getName().equals(name)) {
                    continue;
                }
                switch (record) {
                    case ARecord a when addresses.size() < MOST -> addresses.add(a.getAddress());
                    case AAAARecord a when addresses.size() < MOST -> addresses.add(a.getAddress());
                    case CNAMERecord found -> alias = Optional.of(found);
                    default -> {
                        continue;
                    }
                }
                lifetime = Math.min(lifetime, record.getTTL());
            }
            if (!addresses.isEmpty() || alias.isEmpty()) {
                break;
            }
            name = alias.get().getTarget();
            HostName.tryParse(name.toString(true)).ifPresent(by::add);
        }
        return Answer.of(addresses, by).lasting(Duration.ofSeconds(lifetime == Long.MAX_VALUE ? 0 : lifetime));
    }
}
