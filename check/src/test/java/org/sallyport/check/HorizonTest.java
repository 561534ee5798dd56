package org.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostName;

/** Two name servers on loopback ports, asked side by side. */
class HorizonTest {

    private static final HostName NAME = HostName.parse("d1.example.com");

    @Test
    void takesTheFirstAnswerAndSaysWhoDisagrees() throws Exception {
        Resolver.Answer answer = asked(Map.of(NAME.value(), "198.51.100.7"), Map.of());
        assertThat(answer.addresses()).hasSize(1);
        assertThat(answer.unlike()).contains("second: no-such-name");
    }

    @Test
    void tellsAPrivateAddressFromOneOfThePublic() throws Exception {
        assertThat(asked(Map.of(NAME.value(), "8.8.8.8"), Map.of(NAME.value(), "10.0.0.7"))
                        .unlike())
                .contains("second: 10.0.0.7");
    }

    @Test
    void takesDifferentAddressesOfThePublicForOneServer() throws Exception {
        assertThat(asked(Map.of(NAME.value(), "8.8.8.8"), Map.of(NAME.value(), "8.8.4.4"))
                        .unlike())
                .isEmpty();
    }

    @Test
    void asksOnceForEachName() throws Exception {
        AtomicInteger times = new AtomicInteger();
        Resolver counting = (name, patience) -> {
            times.incrementAndGet();
            return Resolver.Answer.not(Fault.NO_SUCH_NAME);
        };
        Horizon horizon = new Horizon(List.of(new Horizon.Asked("only", counting)));
        horizon.resolve(NAME, Duration.ofSeconds(1));
        horizon.resolve(NAME, Duration.ofSeconds(1));
        assertThat(times).hasValue(1);
        horizon.forget();
        horizon.resolve(NAME, Duration.ofSeconds(1));
        assertThat(times).hasValue(2);
    }

    private static Resolver.Answer asked(Map<String, String> one, Map<String, String> other) throws Exception {
        try (NameServer first = new NameServer(one, Map.of());
                NameServer second = new NameServer(other, Map.of())) {
            return new Horizon(List.of(
                            new Horizon.Asked("first", first.client()), new Horizon.Asked("second", second.client())))
                    .resolve(NAME, Duration.ofSeconds(2));
        }
    }
}
