package org.sallyport.check.pac;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.check.Resolver;
import org.sallyport.core.name.HostName;

/** The look-ups of one run: a name is asked for once, with half of the time that the run has left. */
final class Names {

    private final Map<HostName, List<InetAddress>> known = new HashMap<>();
    private final Resolver resolver;
    private final Budget budget;

    Names(Resolver resolver, Budget budget) {
        this.resolver = resolver;
        this.budget = budget;
    }

    /** An address itself, or those of a name; none where it has none or is no name. */
    List<InetAddress> addresses(String host) {
        return Address.parse(host)
                .map(List::of)
                .or(() -> HostName.tryParse(host).map(this::ask))
                .orElse(List.of());
    }

    Optional<Inet4Address> first4(String host) {
        return first4(addresses(host));
    }

    static Optional<Inet4Address> first4(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .findFirst();
    }

    private List<InetAddress> ask(HostName name) {
        budget.check();
        List<InetAddress> before = known.get(name);
        if (before != null) {
            return before;
        }
        try {
            List<InetAddress> found =
                    resolver.resolve(name, budget.left().dividedBy(2)).addresses();
            known.put(name, found);
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Budget.Spent(Budget.Spent.What.TIME);
        }
    }
}
