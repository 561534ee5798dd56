package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.check.AddressLookup.Found;
import org.sallyport.check.AddressLookup.Lead;
import org.sallyport.core.name.HostName;

/** What a reverse name is worth, asked of a name server on a loopback port. */
class AddressLookupTest {

    private static final String ADDRESS = "203.0.113.9";
    private static final Duration TIME = Duration.ofSeconds(4);

    @Test
    void theNamesThatLeadToTheAddressAreFoundForwardsAndBackwards() throws Exception {
        Map<String, String> addresses =
                Map.of("d1.example.com", ADDRESS, "d2.example.com", "203.0.113.8", "host.example.net", ADDRESS);
        Map<String, List<String>> pointers = Map.of(ADDRESS, List.of("host.example.net", "forged.example.com"));

        Found found = find(ADDRESS, new NameServer(addresses, Map.of(), pointers), "d1", "d2", "d3");

        assertThat(found.reverse()).isEqualTo(new ReverseNames(names("forged", "host.example.net"), 0, none()));
        assertThat(found.back()).containsExactly(lead("forged.example.com", false), lead("host.example.net", true));
        assertThat(found.candidates())
                .containsExactly(
                        lead("d1.example.com", true), lead("d2.example.com", false), lead("d3.example.com", false));
        assertThat(found.isOpen()).isFalse();
    }

    @Test
    void anAddressOfIpv6IsLookedForAmongAddressesOfIpv6() throws Exception {
        String address = "2001:db8:0:0:0:0:0:9";
        Map<String, String> addresses = Map.of("d1.example.com", address, "d2.example.com", ADDRESS);

        Found found = find(
                address, new NameServer(addresses, Map.of(), Map.of(address, List.of("d1.example.com"))), "d1", "d2");

        assertThat(found.back()).containsExactly(lead("d1.example.com", true));
        assertThat(found.candidates()).containsExactly(lead("d1.example.com", true), lead("d2.example.com", false));
    }

    @Test
    void noReverseNameIsAnAnswer() throws Exception {
        Found absent = find(ADDRESS, new NameServer(Map.of(), Map.of()));
        Found empty = find(ADDRESS, new NameServer(Map.of(), Map.of(), Map.of(ADDRESS, List.of())));

        assertThat(absent.reverse()).isEqualTo(new ReverseNames(List.of(), 0, none()));
        assertThat(empty).isEqualTo(absent);
    }

    @Test
    void whatIsNoHostNameIsCountedAndNotPassedOn() throws Exception {
        List<String> hostile = List.of(
                "evil\\010\\013line.example.com",
                "\\027[31mred.example.com",
                "*.example.com",
                "10.0.0.1",
                "host.example.net");

        Found found = find(ADDRESS, new NameServer(Map.of(), Map.of(), Map.of(ADDRESS, hostile)));

        assertThat(found.reverse()).isEqualTo(new ReverseNames(names("host.example.net"), 4, none()));
    }

    @Test
    void aNameThatIsLongerThanAnyMayBeIsNoAnswer() throws Exception {
        Map<String, List<String>> pointers = Map.of(ADDRESS, List.of(NameServer.OVERLONG));

        Found found = find(ADDRESS, new NameServer(Map.of(), Map.of(), pointers), "d1");

        assertThat(found.reverse()).isEqualTo(new ReverseNames(List.of(), 0, Optional.of(Fault.DNS_FAILED)));
        assertThat(found.candidates()).containsExactly(lead("d1.example.com", false));
        assertThat(found.isOpen()).isTrue();
    }

    @Test
    void sixteenReverseNamesAreTakenAndTheRestIsCounted() throws Exception {
        List<String> many =
                IntStream.range(0, 20).mapToObj(i -> "n" + (char) ('a' + i)).toList();

        Found found = find(ADDRESS, new NameServer(Map.of(), Map.of(), Map.of(ADDRESS, many)));

        assertThat(found.reverse().names()).hasSize(16).contains(HostName.parse("na"));
        assertThat(found.reverse().left()).isEqualTo(4);
        assertThat(found.back()).hasSize(16);
    }

    @Test
    void whatTheNameServerDoesNotAnswerStaysOpen() throws Exception {
        Map<String, Integer> codes = Map.of("d1.example.com", 5, "d2.example.com", 2, ADDRESS, 2);

        Found found = find(ADDRESS, new NameServer(Map.of(), codes), "d1", "d2", "d3");

        assertThat(found.reverse().fault()).contains(Fault.DNS_FAILED);
        assertThat(found.candidates())
                .extracting(Lead::fault)
                .containsExactly(Optional.of(Fault.DNS_REFUSED), Optional.of(Fault.DNS_FAILED), none());
        assertThat(found.isOpen()).isTrue();
    }

    @Test
    void aSilentNameServerTakesTheTimeThatIsGivenAndNoMore() throws Exception {
        Map<String, Integer> codes = Map.of(
                ADDRESS,
                NameServer.SILENCE,
                "d1.example.com",
                NameServer.SILENCE,
                "d2.example.com",
                NameServer.SILENCE);
        long began = System.nanoTime();
        try (NameServer server = new NameServer(Map.of(), codes)) {
            Found found = new AddressLookup(server.client(), 1, Duration.ofMillis(300))
                    .of(InetAddress.ofLiteral(ADDRESS), names("d1", "d2"), _ -> {});

            assertThat(found.reverse().fault()).contains(Fault.DNS_TIMEOUT);
            assertThat(found.candidates())
                    .extracting(Lead::fault)
                    .isSubsetOf(Optional.of(Fault.DNS_TIMEOUT), Optional.of(Fault.OUT_OF_TIME));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void theNextNameServerIsAskedWhereOneIsSilent() throws Exception {
        Map<String, Integer> silence = Map.of(ADDRESS, NameServer.SILENCE);
        try (NameServer silent = new NameServer(Map.of(), silence);
                NameServer other = new NameServer(Map.of(), Map.of(), Map.of(ADDRESS, List.of("host.example.net")))) {
            NameServers both = new NameServers(List.of(silent.address(), other.address()));

            assertThat(both.reverse(InetAddress.ofLiteral(ADDRESS), Duration.ofSeconds(1))
                            .names())
                    .containsExactly(HostName.parse("host.example.net"));
        }
    }

    private static Found find(String address, NameServer server, String... candidates)
            throws IOException, InterruptedException {
        Queue<HostName> told = new ConcurrentLinkedQueue<>();
        List<HostName> names = names(candidates);
        try (server) {
            Found found =
                    new AddressLookup(server.client(), 32, TIME).of(InetAddress.ofLiteral(address), names, told::add);
            assertThat(told).containsExactlyInAnyOrderElementsOf(names);
            return found;
        }
    }

    /** Those without a dot are below example.com. */
    private static List<HostName> names(String... names) {
        return List.of(names).stream()
                .map(name -> HostName.parse(name.contains(".") ? name : name + ".example.com"))
                .toList();
    }

    private static Lead lead(String name, boolean arrives) {
        return new Lead(HostName.parse(name), arrives, none());
    }

    private static Optional<Fault> none() {
        return Optional.empty();
    }
}
