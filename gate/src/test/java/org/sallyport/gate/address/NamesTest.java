package org.sallyport.gate.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Fault;
import org.sallyport.check.Resolver;
import org.sallyport.core.name.HostName;

class NamesTest {

    private static final HostName NAME = HostName.parse("a.example");
    private static final Resolver.Answer FOUND =
            Resolver.Answer.of(List.of(InetAddress.ofLiteral("192.0.2.1")), List.of());

    @Test
    void anAnswerIsRememberedAtLeastForAWhile() {
        AtomicInteger questions = new AtomicInteger();
        try (Names names = names((name, patience) -> {
            questions.incrementAndGet();
            return FOUND;
        })) {
            assertThat(names.look(NAME).join()).isEqualTo(FOUND);
            assertThat(names.look(NAME).join()).isEqualTo(FOUND);
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void noAnswerIsAnAnswer() {
        try (Names names = names((name, patience) -> Resolver.Answer.not(Fault.NO_SUCH_NAME))) {
            assertThat(names.look(NAME).join().fault()).contains(Fault.NO_SUCH_NAME);
        }
    }

    @Test
    void aDefectOfTheResolverIsNotRemembered() {
        AtomicInteger questions = new AtomicInteger();
        try (Names names = names((name, patience) -> {
            if (questions.getAndIncrement() == 0) {
                throw new IllegalStateException("injected");
            }
            return FOUND;
        })) {
            assertThat(names.look(NAME)).failsWithin(Duration.ofSeconds(15));
            assertThat(names.look(NAME).join()).isEqualTo(FOUND);
        }
    }

    private static Names names(Resolver resolver) {
        return new Names(resolver, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
