package org.sallyport.documents.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.name.HostName;

class DiscoveryTest {

    private static Discovery naming(String... servers) {
        return Logs.read("Opening connection to " + String.join("\nOpening connection to ", servers));
    }

    @Test
    void twoLogsTogetherSayWhatOneLongLogSays() {
        Discovery together = naming("a.example.com", "b.example.com", "192.0.2.1")
                .then(naming("c.example.com", "a.example.com", "192.0.2.2"));

        assertThat(Logs.names(together)).containsExactly("a.example.com", "b.example.com", "c.example.com");
        assertThat(together.servers()).extracting(Server::times).containsExactly(2L, 1L, 1L);
        assertThat(together.current()).contains(HostName.parse("a.example.com"));
        assertThat(together.skippedTimes()).isEqualTo(2);
    }

    @Test
    void aNewerLogWithoutAServerLeavesTheCurrentOne() {
        assertThat(naming("a.example.com").then(Discovery.NOTHING)).isEqualTo(naming("a.example.com"));
        assertThat(Discovery.NOTHING.then(naming("a.example.com"))).isEqualTo(naming("a.example.com"));
    }

    @Test
    void manyLogsStayBounded() {
        Discovery all = Discovery.NOTHING;
        for (int log = 0; log < 4; log++) {
            String prefix = "s" + log + "-";
            all = all.then(naming(IntStream.range(0, 400)
                    .mapToObj(i -> prefix + i + ".example.com")
                    .toArray(String[]::new)));
        }

        assertThat(all.servers()).hasSize(Discovery.MOST_SERVERS);
        assertThat(all.skippedTimes()).isEqualTo(600);
        assertThat(all.current()).contains(HostName.parse("s3-399.example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "Öffnet eine Verbindung", "a\nbcd", "tab\there"})
    void aBeginningThatCouldNotBeFoundInEveryEncodingIsRefused(String beginning) {
        assertThatThrownBy(() -> new LogRule(List.of(beginning)))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void aRuleHasOneToSixteenBeginnings() {
        assertThatThrownBy(() -> new LogRule(List.of())).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new LogRule(
                        IntStream.range(0, 17).mapToObj(i -> "beginning " + i).collect(Collectors.toList())))
                .isInstanceOf(InputException.class);
        assertThat(new LogRule(Collections.nCopies(20, " same text ")).beginnings())
                .containsExactly("same text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".log", "../x.log", "a/b.log", "a\\b.log", "*.log", "a\n.log", "a\u202egol.exe"})
    void aLogsNameIsAPlainFileName(String name) {
        assertThatThrownBy(() -> new LogPlace(name, List.of())).isInstanceOf(InputException.class);
    }
}
