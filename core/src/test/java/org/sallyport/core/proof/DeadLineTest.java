package org.sallyport.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.site.Permits;

class DeadLineTest {

    @Test
    void aNameBelowAWildcardOfTheListIsDeadWhereverItStands() {
        assertThat(dead("a.example.com", "*.example.com", "b.example.com", "b.example.net"))
                .containsExactly("1 by 2", "3 by 2");
    }

    @Test
    void ofTwoThatSayTheSameTheFirstOneLives() {
        assertThat(dead("a.example.com", "b.example.com", "a.example.com", "a.example.com"))
                .containsExactly("3 by 1", "4 by 1");
    }

    @Test
    void severalLinesMayShadowOneAndNoneOfThemIsToSpare() {
        assertThat(dead("a.example.com b.example.com", "a.example.com", "b.example.com c.example.com", "x.example.com"))
                .containsExactly("2 by 1");
        assertThat(dead("a.example.com", "b.example.com c.example.com", "x.example.net", "a.example.com b.example.com"))
                .containsExactly("4 by 1,2");
    }

    @Test
    void aListWithNothingToSpareHasNoDeadLine() {
        assertThat(dead("a.example.com", "*.a.example.com", "b.example.com")).isEmpty();
        assertThat(dead()).isEmpty();
    }

    @Test
    void aLineOfWhichNothingPassesIsDead() {
        List<Line> lines = lines("a.example.com", "b.example.com");
        Reading reading =
                Reading.exact(lines, Permits.everywhere(lines.getFirst().names()));

        assertThat(DeadLine.of(reading, without -> Optional.of(reading)))
                .containsExactly(new DeadLine(lines.get(1), List.of()));
    }

    @Test
    void whatTheProductDoesWithTheRestDecidesAndNotTheNames() {
        List<Line> lines = lines("a.example.com", "a.example.com");
        Reading reading = reading(lines);

        assertThat(DeadLine.of(reading, without -> Optional.empty())).isEmpty();
        assertThat(DeadLine.of(reading, without -> Optional.of(reading(List.of()))))
                .isEmpty();
    }

    @Test
    void thousandsOfLinesTakeAMoment() {
        List<String> texts = new ArrayList<>(IntStream.range(0, 5_000)
                .mapToObj(i -> (i % 7 == 0 ? "*." : "h.") + "d" + i + ".example" + i % 70 + ".com")
                .toList());
        texts.add("x.d7.example7.com");
        long start = System.nanoTime();

        assertThat(dead(texts.toArray(String[]::new))).containsExactly("5001 by 8");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
    }

    private static List<String> dead(String... texts) {
        List<Line> lines = lines(texts);
        return DeadLine.of(reading(lines), without -> Optional.of(reading(without(lines, without)))).stream()
                .map(dead -> dead.line().number() + " by "
                        + String.join(
                                ",",
                                dead.by().stream()
                                        .map(line -> "" + line.number())
                                        .toList()))
                .toList();
    }

    private static List<Line> without(List<Line> lines, Set<Line> some) {
        return lines.stream().filter(line -> !some.contains(line)).toList();
    }

    private static Reading reading(List<Line> lines) {
        return Reading.exact(
                lines,
                Permits.everywhere(NameSet.union(lines.stream().map(Line::names).toList())));
    }

    private static List<Line> lines(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> Line.about(
                        "list",
                        i + 1,
                        texts[i],
                        NameSet.of(Stream.of(texts[i].split(" ", -1))
                                .map(HostPattern::parse)
                                .toList())))
                .toList();
    }
}
