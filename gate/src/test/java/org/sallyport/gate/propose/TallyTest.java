package org.sallyport.gate.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;

class TallyTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Tally tally = new Tally();

    @Test
    void aClientCountsOnce() {
        add(new Tally.Clients(), "a", "b", "a");

        assertThat(tally.count()).isEqualTo(new Count(3, 2, false, NOON, NOON));
    }

    @Test
    void moreDifferentClientsThanAreKnownAreSaidToBeMore() {
        add(new Tally.Clients(2, 100), "a", "b", "a", "c");

        assertThat(tally.count()).isEqualTo(new Count(4, 2, true, NOON, NOON));
    }

    @Test
    void whatAllTalliesHoldTogetherIsBounded() {
        Tally.Clients clients = new Tally.Clients(100, 3);
        Tally other = new Tally();
        other.add(wanted("a"), clients);
        add(clients, "a", "b", "a");
        assertThat(tally.count().moreClients()).isFalse();
        add(clients, "c");

        assertThat(tally.count().clients()).isEqualTo(2);
        assertThat(tally.count().moreClients()).isTrue();
    }

    @Test
    void aClientOfSeveralTalliesCountsOnceInTheirSum() {
        Tally.Clients clients = new Tally.Clients();
        Tally other = new Tally();
        other.add(wanted("a"), clients);
        add(clients, "a", "b");

        assertThat(Tally.sum(List.of(tally, other)).count()).isEqualTo(new Count(3, 2, false, NOON, NOON));
    }

    private void add(Tally.Clients all, String... clients) {
        for (String client : clients) {
            tally.add(wanted(client), all);
        }
    }

    private static Sighting.Wanted wanted(String client) {
        return new Sighting.Wanted(NOON, client, HostName.parse("a.example"), Port.HTTPS, false);
    }
}
