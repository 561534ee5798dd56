package org.sallyport.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any octets at all: the first line is a pattern, the second one a name. */
class NameFuzzTest {

    @FuzzTest
    void allReadersOfNamesAgree(byte[] octets) {
        int line = 0;
        while (line < octets.length && octets[line] != '\n') {
            line++;
        }
        String first = new String(octets, 0, line, StandardCharsets.UTF_8);
        int start = Math.min(line + 1, octets.length);
        Optional<HostName> name =
                HostName.tryParse(new String(octets, start, octets.length - start, StandardCharsets.UTF_8));
        List<HostPattern> patterns = HostPattern.tryParse(first).stream().toList();

        HostMatcher matcher = HostMatcher.of(patterns);
        boolean expected = name.filter(new ReferenceMatcher(patterns)::matches).isPresent();

        assertThat(matcher.matches(octets, start, octets.length)).isEqualTo(expected);
        name.ifPresent(known -> {
            assertThat(HostName.parse(known.value())).isEqualTo(known);
            assertThat(matcher.matches(known)).isEqualTo(expected);
            assertThat(matcher.match(known)).isEqualTo(expected ? Optional.of(patterns.getFirst()) : Optional.empty());
            assertThat(NameSet.of(patterns).contains(known)).isEqualTo(expected);
        });
        patterns.forEach(
                pattern -> assertThat(HostPattern.parse(pattern.toString())).isEqualTo(pattern));
    }
}
