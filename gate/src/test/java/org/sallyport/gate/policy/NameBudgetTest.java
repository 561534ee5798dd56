package org.sallyport.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

class NameBudgetTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("10.0.0.1");
    private static final HostPattern WILD = HostPattern.parse("*.wild.example");

    private final AtomicLong now = new AtomicLong();
    private final NameBudget budget = new NameBudget(2, now::get);

    private boolean allows(String name) {
        return budget.allows(CLIENT, WILD, HostName.parse(name));
    }

    @Test
    void soManyNamesWithinAnHour() {
        assertThat(allows("a.wild.example")).isTrue();
        assertThat(allows("b.wild.example")).isTrue();
        assertThat(allows("c.wild.example")).isFalse();
        assertThat(allows("a.wild.example")).as("a name of before").isTrue();
        assertThat(budget.allows(InetAddress.ofLiteral("10.0.0.2"), WILD, HostName.parse("c.wild.example")))
                .as("of another client")
                .isTrue();

        now.addAndGet(Duration.ofMinutes(61).toNanos());
        assertThat(allows("c.wild.example")).isTrue();
    }

    @Test
    void aNameThatIsListedCostsNothing() {
        for (int i = 0; i < 9; i++) {
            String name = "n" + i + ".example.com";
            assertThat(budget.allows(CLIENT, HostPattern.parse(name), HostName.parse(name)))
                    .isTrue();
        }
    }
}
