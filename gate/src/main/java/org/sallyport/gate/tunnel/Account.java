package org.sallyport.gate.tunnel;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Head;
import org.sallyport.gate.request.Refusal;

/** What is known so far about one connection of a client. Used by its event loop only. */
final class Account {

    private final Instant at;
    private final long begun = System.nanoTime();
    private InetAddress client;
    private Decision.Way way;
    private Optional<String> method = Optional.empty();
    private Optional<Destination> destination = Optional.empty();
    private Optional<Refusal> why = Optional.empty();
    private boolean observed;
    private Optional<Rule> rule = Optional.empty();
    private Optional<HostName> sni = Optional.empty();
    private List<HostName> by = List.of();
    private Optional<InetAddress> address = Optional.empty();
    private final List<String> shunned = new ArrayList<>(0);
    private String policy = "";

    Account(Instant at, InetAddress client, Decision.Way way) {
        this.at = at;
        this.client = client;
        this.way = way;
    }

    InetAddress client() {
        return client;
    }

    Decision.Way way() {
        return way;
    }

    Optional<Destination> destination() {
        return destination;
    }

    /** The client that a balancer names. */
    void comesFrom(InetAddress named) {
        client = named;
    }

    void asks(Head head) {
        way = head.isTunnel() ? Decision.Way.CONNECT : Decision.Way.HTTP;
        method = Optional.of(head.method());
        destination = Optional.of(head.destination());
    }

    void asks(Destination wanted) {
        destination = Optional.of(wanted);
    }

    void isJudgedBy(String version) {
        policy = version;
    }

    void isLetThroughBy(Rule permitting) {
        rule = Optional.of(permitting);
    }

    void names(HostName server) {
        sni = Optional.of(server);
    }

    void wentBy(List<HostName> names) {
        by = names;
    }

    void shuns(String addressAndClass) {
        shunned.add(addressAndClass);
    }

    void connectsTo(InetAddress found) {
        address = Optional.of(found);
    }

    void isRefused(Refusal refusal) {
        why = Optional.of(refusal);
        observed = false;
    }

    /** Let through all the same. */
    void wouldBeRefused(Refusal refusal) {
        if (why.isEmpty()) {
            why = Optional.of(refusal);
            observed = true;
        }
    }

    Decision closed(long sent, long received) {
        return new Decision(
                at,
                Duration.ofNanos(System.nanoTime() - begun),
                client,
                way,
                method,
                destination,
                outcome(),
                why,
                rule,
                sni,
                by,
                address,
                shunned,
                sent,
                received,
                policy);
    }

    private Decision.Outcome outcome() {
        if (why.isEmpty()) {
            return Decision.Outcome.PERMITTED;
        }
        if (observed) {
            return Decision.Outcome.OBSERVED;
        }
        return why.get().isFailure() ? Decision.Outcome.FAILED : Decision.Outcome.REFUSED;
    }
}
