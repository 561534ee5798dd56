package org.sallyport.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.check.Fault;
import org.sallyport.check.Resolver;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.request.Refusal;

class DnsAttackTest {

    @Attack(22)
    @Test
    void whatWasDecidedAboutIsWhatIsConnectedTo() throws IOException {
        AtomicInteger question = new AtomicInteger();
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            // permitted first, then elsewhere
            choice.resolver = any -> (name, patience) -> Resolver.Answer.of(
                    List.of(InetAddress.ofLiteral(question.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.9")),
                    List.of());
        })) {
            try (Client client = scene.client()) {
                client.say(scene.at("CONNECT allowed.example:PORT HTTP/1.1\r\n\r\n"))
                        .hearUntil("hello");
            }
            assertThat(scene.decision(0).address()).contains(Scene.LOOPBACK);
            assertThat(question).as("look-ups").hasValue(1);
        }
    }

    @Attack(24)
    @Test
    void anAliasIsFollowedAndWrittenDown() throws IOException {
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.resolver = any -> (name, patience) -> Resolver.Answer.of(
                    List.of(InetAddress.ofLiteral("127.0.0.1")), List.of(HostName.parse("elsewhere.test")));
        })) {
            try (Client client = scene.client()) {
                client.say(scene.at("CONNECT allowed.example:PORT HTTP/1.1\r\n\r\n"))
                        .hearUntil("hello");
            }
            assertThat(scene.decision(0).by()).containsExactly(HostName.parse("elsewhere.test"));
        }
    }

    @Attack(25)
    @Test
    void aResolverThatDoesNotAnswerEndsTheVisitInTime() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.resolver = any -> (name, patience) -> {
            Thread.sleep(Duration.ofMillis(200));
            return Resolver.Answer.not(Fault.DNS_TIMEOUT);
        })) {
            assertThat(scene.refuses("CONNECT allowed.example:PORT HTTP/1.1\r\n\r\n", 502)
                            .why())
                    .contains(Refusal.NO_RESOLVER);
        }
    }

    @Attack(28)
    @Test
    void aNameOfOneLabelIsNotCompleted() throws IOException {
        try (Scene scene = Scene.usual()) {
            scene.refusesTunnel("allowed:PORT");
            scene.refusesTunnel("localhost:PORT");
            assertThat(scene.asked).isEmpty();
        }
    }

    @Attack(30)
    @Test
    void manyWhoAskForANameAtOnceCauseOneLookUp() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        AtomicInteger questions = new AtomicInteger();
        try (Scene scene = Scene.of(choice -> {
            choice.greeting = "hello";
            choice.resolver = any -> (name, patience) -> {
                questions.incrementAndGet();
                all.await();
                return any.resolve(name, patience);
            };
        })) {
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(scene.client().say(scene.at("CONNECT allowed.example:PORT HTTP/1.1\r\n\r\n")));
            }
            Eventually.sees(() -> assertThat(questions).hasValue(1));
            all.countDown();
            for (Client client : clients) {
                assertThat(client.hearUntil("hello")).contains(" 200 ");
                client.close();
            }
            assertThat(questions).hasValue(1);
        }
    }

    @Attack(31)
    @Test
    void namesBelowAWildcardCannotCarryMuchOut() throws IOException {
        try (Scene scene = Scene.of(choice -> choice.limits = choice.limits.with("names-per-hour=3"))) {
            for (int i = 0; i < 5; i++) {
                try (Client client = scene.client()) {
                    client.say(scene.at("CONNECT secret" + i + ".wild.example:PORT HTTP/1.1\r\n\r\n"))
                            .hear();
                }
            }
            Eventually.sees(() -> assertThat(scene.decisions).hasSize(5));
            assertThat(scene.asked).as("names that left the gate").hasSize(3);
            assertThat(scene.decisions)
                    .filteredOn(decision -> decision.why().equals(java.util.Optional.of(Refusal.NAMES_LIMIT)))
                    .hasSize(2)
                    .allSatisfy(decision -> assertThat(decision.outcome()).isEqualTo(Decision.Outcome.REFUSED));
        }
    }

    @Attack(31)
    @Test
    void aRefusedNameIsNeverLookedUp() throws IOException {
        try (Scene scene = Scene.usual()) {
            scene.refusesTunnel("secret.evil.test:PORT");
            assertThat(scene.asked).isEmpty();
        }
    }
}
