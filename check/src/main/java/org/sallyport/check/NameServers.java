package org.sallyport.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
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
        long end = System.nanoTime() + patience.toNanos();
        Answer last = Answer.not(Fault.DNS_TIMEOUT);
        for (int i = 0; i < servers.size(); i++) {
            Duration share = Duration.ofNanos((end - System.nanoTime()) / (servers.size() - i));
            if (share.isPositive()) {
                last = ask(servers.get(i), name, share);
                if (!last.fault().equals(Optional.of(Fault.DNS_TIMEOUT))) {
                    return last;
                }
            }
        }
        return last;
    }

    private static Answer ask(InetSocketAddress server, HostName name, Duration patience) throws InterruptedException {
        Answer old = ask(server, name, Type.A, patience.dividedBy(2));
        Answer recent = ask(server, name, Type.AAAA, patience.dividedBy(2));
        if (old.addresses().isEmpty() && recent.addresses().isEmpty()) {
            return old;
        }
        List<InetAddress> all = new ArrayList<>(old.addresses());
        all.addAll(recent.addresses());
        return Answer.of(all, old.by().isEmpty() ? recent.by() : old.by());
    }

    private static Answer ask(InetSocketAddress server, HostName name, int type, Duration patience)
            throws InterruptedException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(patience);
        Message answer;
        try {
            answer = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
        } catch (PortUnreachableException e) {
            return Answer.not(Fault.DNS_TIMEOUT);
        } catch (TextParseException e) {
            throw new IllegalStateException("a host name is a name of DNS", e);
        } catch (WireParseException e) {
            return Answer.not(Fault.DNS_FAILED);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Answer.not(Fault.DNS_TIMEOUT);
        }
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> answer(answer);
            case Rcode.NXDOMAIN -> Answer.not(Fault.NO_SUCH_NAME);
            case Rcode.REFUSED -> Answer.not(Fault.DNS_REFUSED);
            default -> Answer.not(Fault.DNS_FAILED);
        };
    }

    private static Answer answer(Message message) {
        List<InetAddress> addresses = new ArrayList<>();
        List<HostName> by = new ArrayList<>();
        for (Record record : message.getSection(Section.ANSWER)) {
            if (addresses.size() < MOST && by.size() < MOST) {
                switch (record) {
                    case ARecord a -> addresses.add(a.getAddress());
                    case AAAARecord a -> addresses.add(a.getAddress());
                    case CNAMERecord alias ->
                        HostName.tryParse(alias.getTarget().toString(true)).ifPresent(by::add);
                    default -> {}
                }
            }
        }
        return Answer.of(addresses, by);
    }
}
