package org.sallyport.documents.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.name.HostName;

/**
 * What logs say about servers. Immutable, and bounded whatever the logs hold.
 *
 * @param servers every server once, in the order of its first sighting; 1,000 at most
 * @param last the newest sighting of all, also of a server beyond those 1,000
 * @param skipped where a name was expected and none was taken, oldest first; the first 100
 * @param skippedTimes how often that happened in all
 */
public record Discovery(List<Server> servers, Optional<Sighting> last, List<Skipped> skipped, long skippedTimes) {

    static final int MOST_SERVERS = 1_000;
    static final int MOST_SKIPPED = 100;

    /** What an empty log says. */
    public static final Discovery NOTHING = new Discovery(List.of(), Optional.empty(), List.of(), 0);

    public Discovery {
        servers = List.copyOf(servers);
        skipped = List.copyOf(skipped);
    }

    /** The servers' names, distinct, in the order of first sighting. */
    public List<HostName> names() {
        return servers.stream().map(Server::name).toList();
    }

    /** The server in use when the logs ended: the one of the last sighting in the newest log that has one. */
    public Optional<HostName> current() {
        return last.map(Sighting::server);
    }

    /** What this log and a newer one say together. */
    public Discovery then(Discovery newer) {
        Draft draft = new Draft();
        draft.add(this);
        draft.add(newer);
        return draft.finished();
    }

    /** A discovery in the making. Confined to one thread. */
    static final class Draft {
        private final Map<HostName, Server> servers = new LinkedHashMap<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private Optional<Sighting> last = Optional.empty();
        private long skippedTimes;

        void add(Sighting sighting) {
            add(new Server(sighting.server(), sighting, sighting, 1));
            last = Optional.of(sighting);
        }

        void add(Skipped one) {
            if (skipped.size() < MOST_SKIPPED) {
                skipped.add(one);
            }
            skippedTimes++;
        }

        void add(Discovery newer) {
            newer.skipped().forEach(this::add);
            skippedTimes += newer.skippedTimes() - newer.skipped().size();
            newer.servers().forEach(this::add);
            last = newer.last().or(() -> last);
        }

        private void add(Server seen) {
            Server known = servers.get(seen.name());
            if (known != null) {
                servers.put(seen.name(), known.seenAgain(seen.last(), seen.times()));
            } else if (servers.size() < MOST_SERVERS) {
                servers.put(seen.name(), seen);
            } else {
                Sighting first = seen.first();
                add(new Skipped(first.where(), first.beginning(), Skipped.Reason.TOO_MANY));
                skippedTimes += seen.times() - 1;
            }
        }

        Discovery finished() {
            return new Discovery(List.copyOf(servers.values()), last, skipped, skippedTimes);
        }
    }
}
