package org.sallyport.check.pac;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    /** A Tuesday in Paris, where it is half an hour after midnight: in Greenwich it is Monday still. */
    private static final Times NIGHT =
            new Times(Clock.fixed(Instant.parse("2026-11-23T23:30:15Z"), ZoneId.of("Europe/Paris")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TUE | true",
                "MON | false",
                "MON GMT | true",
                "MON FRI | true",
                "WED FRI | false",
                "SAT TUE | true",
                "SAT MON | false",
                "SAT MON GMT | true",
                "tue | false",
                "TUE WED THU | false",
                "GMT | false",
                "'' | false"
            })
    void weekdays(String arguments, boolean is) {
        assertThat(NIGHT.weekdayRange(list(arguments))).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24 | true",
                "23 | false",
                "23 GMT | true",
                "NOV | true",
                "DEC | false",
                "2026 | true",
                "2025 | false",
                "20 25 | true",
                "25 30 | false",
                "25 24 | true",
                "25 23 | false",
                "OCT DEC | true",
                "DEC OCT | false",
                "DEC NOV | true",
                "2025 2026 | true",
                "2027 2030 | false",
                "24 NOV 24 NOV | true",
                "25 NOV 23 NOV | false",
                "1 DEC 24 NOV | true",
                "NOV 2026 DEC 2026 | true",
                "DEC 2026 DEC 2027 | false",
                "24 NOV 2026 24 NOV 2026 | true",
                "25 NOV 2026 1 JAN 2027 | false",
                "24 NOV 2026 24 NOV 2026 GMT | false",
                "24 NOV 2026 | false",
                "no | false",
                "0 | false",
                "-1 | false",
                "99999999999 | false",
                "GMT | false"
            })
    void dates(String arguments, boolean is) {
        assertThat(NIGHT.dateRange(list(arguments))).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | true",
                "23 | false",
                "23 GMT | true",
                "0 1 | true",
                "1 5 | false",
                "22 6 | false",
                "0 30 0 30 | true",
                "0 31 5 0 | false",
                "22 0 6 0 | true",
                "22 0 0 29 | false",
                "0 30 15 0 30 15 | true",
                "0 30 16 6 0 0 | false",
                "0 0 0 0 30 14 | false",
                "1 2 3 | false",
                "no | false",
                "GMT | false"
            })
    void times(String arguments, boolean is) {
        assertThat(NIGHT.timeRange(list(arguments))).isEqualTo(is);
    }

    private static List<String> list(String arguments) {
        return arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
    }
}
