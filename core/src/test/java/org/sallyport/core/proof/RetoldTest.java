package org.sallyport.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.site.Permits;

class RetoldTest {

    @Test
    void eachLineBecomesItsEntriesAtThePortsWhereItPasses() {
        Line name = line(1, "d1.example.com");
        Line below = line(2, "*.example.org");
        Reading reading = Reading.exact(
                List.of(name, below),
                Permits.at(Map.of(
                        Port.HTTP, name.names(),
                        Port.HTTPS, name.names().union(below.names()))));

        Retold retold = Retold.of(reading);

        assertThat(retold.additions().stream()
                        .map(addition -> addition.host() + " " + addition.ports() + " " + addition.reason()))
                .containsExactly("d1.example.com 80,443 list:1", "*.example.org 443 list:2");
        assertThat(retold.isWhole()).isTrue();
    }

    @Test
    void whatPassesAtEveryPortIsToldForThoseOfTheWeb() {
        Line name = line(1, "d1.example.com");

        assertThat(Retold.of(Reading.exact(List.of(name), Permits.everywhere(name.names())))
                        .additions())
                .singleElement()
                .satisfies(addition -> assertThat(addition.ports()).hasToString("80,443"));
    }

    @Test
    void aLineThatNothingPassesByIsNoEntry() {
        assertThat(Retold.of(Reading.exact(List.of(line(1, "d1.example.com")), Permits.none()))
                        .additions())
                .isEmpty();
    }

    @Test
    void whatNoEntryCanSayIsNotKeptQuiet() {
        Line all = Line.about("list", 1, "allow all", NameSet.all());

        Retold retold = Retold.of(Reading.exact(List.of(all), Permits.everywhere(NameSet.all())));

        assertThat(retold.isWhole()).isFalse();
        assertThat(retold.untold().stream().map(Text::english))
                .anyMatch(text -> text.startsWith("list:1 lets through"));
    }

    @Test
    void whatTheReadingLeavesOpenIsNotKeptQuiet() {
        Line strange = Line.of("list", 3, "??", Line.State.UNKNOWN);

        Retold retold = Retold.of(new Reading(List.of(strange), Permits.none(), Permits.everywhere(NameSet.all())));

        assertThat(retold.additions()).isEmpty();
        assertThat(retold.untold().getFirst().english()).startsWith("list:3 is not understood");
    }

    private static Line line(int number, String pattern) {
        return Line.about("list", number, pattern, NameSet.of(HostPattern.parse(pattern)));
    }
}
