package org.sallyport.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.sallyport.core.name.HostName;

/**
 * What the programs of this machine get: its hosts file, its cache, its name servers. It does not say why a name has no
 * address; so where it has none, the name servers themselves are asked. Safe for use by several threads.
 */
public final class SystemResolver implements Resolver {

    private final Resolver servers;

    /** @param servers what the machine asks */
    public SystemResolver(Resolver servers) {
        this.servers = servers;
    }

    @Override
    public Answer resolve(HostName name, Duration patience) throws InterruptedException {
        FutureTask<List<InetAddress>> task = new FutureTask<>(() -> addresses(name));
        // the system's look-up cannot be called off, and holds the thread of the processor where it runs
        Thread.ofPlatform().daemon().name("look-up").start(task);
        try {
            List<InetAddress> addresses = task.get(patience.dividedBy(2).toNanos(), TimeUnit.NANOSECONDS);
            return addresses.isEmpty() ? servers.resolve(name, patience.dividedBy(2)) : Answer.of(addresses, List.of());
        } catch (TimeoutException e) {
            return servers.resolve(name, patience.dividedBy(2));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up ends with addresses or without", e.getCause());
        }
    }

    private static List<InetAddress> addresses(HostName name) {
        try {
            return Stream.of(InetAddress.getAllByName(name.value() + "."))
                    .sorted(Comparator.comparing(address -> address instanceof Inet6Address))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
