package org.sallyport.check.pac;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The questions about the time that PAC files ask. A last argument {@code GMT} asks for the time there. A range whose
 * end comes before its beginning goes on behind the end of the week, the year or the day.
 */
final class Times {

    private static final String GMT = "GMT";
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    /** Days of a month are below, years are not. */
    private static final int FIRST_YEAR = 32;

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    /** One day of the week, or the first and the last of several. */
    boolean weekdayRange(List<String> arguments) {
        List<String> days = withoutZone(arguments);
        if (days.isEmpty() || days.size() > 2) {
            return false;
        }
        int first = DAYS.indexOf(days.getFirst());
        int last = DAYS.indexOf(days.getLast());
        return first >= 0
                && last >= 0
                && between(first, now(arguments).getDayOfWeek().getValue() % 7, last);
    }

    /**
     * A day of the month, a month or a year; or the first and the last date of a range, each said by one to three of
     * them. What a date leaves out is this year, this month where only days are said, and else the first or the last.
     */
    boolean dateRange(List<String> arguments) {
        List<String> parts = withoutZone(arguments);
        ZonedDateTime now = now(arguments);
        int half = parts.size() / 2;
        if (parts.size() == 1) {
            return Day.parse(parts)
                    .filter(day -> day.key(now, false) <= key(now) && key(now) <= day.key(now, true))
                    .isPresent();
        }
        if (parts.isEmpty() || parts.size() % 2 != 0 || half > 3) {
            return false;
        }
        Optional<Day> first = Day.parse(parts.subList(0, half));
        Optional<Day> last = Day.parse(parts.subList(half, parts.size()));
        return first.isPresent()
                && last.isPresent()
                && between(
                        first.orElseThrow().key(now, false),
                        key(now),
                        last.orElseThrow().key(now, true));
    }

    /**
     * An hour; the first and the last hour, of which, as in browsers, the last counts whole and must not be before the
     * first; or the first and the last hour and minute, or hour, minute and second.
     */
    boolean timeRange(List<String> arguments) {
        List<Integer> numbers = withoutZone(arguments).stream()
                .map(Times::number)
                .flatMap(Optional::stream)
                .toList();
        if (numbers.size() != withoutZone(arguments).size()) {
            return false;
        }
        ZonedDateTime now = now(arguments);
        return switch (numbers.size()) {
            case 1 -> now.getHour() == numbers.getFirst();
            case 2 -> numbers.getFirst() <= now.getHour() && now.getHour() <= numbers.getLast();
            case 4 ->
                between(
                        second(numbers.get(0), numbers.get(1), 0),
                        now.toLocalTime().toSecondOfDay(),
                        second(numbers.get(2), numbers.get(3), 59));
            case 6 ->
                between(
                        second(numbers.get(0), numbers.get(1), numbers.get(2)),
                        now.toLocalTime().toSecondOfDay(),
                        second(numbers.get(3), numbers.get(4), numbers.get(5)));
            default -> false;
        };
    }

    /** Parts of a date, 0 where one is not said. */
    private record Day(int day, int month, int year) {

        static Optional<Day> parse(List<String> parts) {
            Day day = new Day(0, 0, 0);
            for (String part : parts) {
                int month = MONTHS.indexOf(part) + 1;
                Optional<Integer> number = number(part).filter(n -> n > 0);
                if (month > 0) {
                    day = new Day(day.day, month, day.year);
                } else if (number.isEmpty()) {
                    return Optional.empty();
                } else if (number.orElseThrow() < FIRST_YEAR) {
                    day = new Day(number.orElseThrow(), day.month, day.year);
                } else {
                    day = new Day(day.day, day.month, number.orElseThrow());
                }
            }
            return Optional.of(day);
        }

        int key(ZonedDateTime now, boolean last) {
            boolean dayAlone = month == 0 && year == 0;
            int ofMonth = month > 0 ? month : dayAlone ? now.getMonthValue() : last ? 12 : 1;
            return Times.key(year > 0 ? year : now.getYear(), ofMonth, day > 0 ? day : last ? 31 : 1);
        }
    }

    private static int key(ZonedDateTime now) {
        return key(now.getYear(), now.getMonthValue(), now.getDayOfMonth());
    }

    private static int key(int year, int month, int day) {
        return (year * 16 + month) * 32 + day;
    }

    private static boolean between(int first, int now, int last) {
        return first <= last ? first <= now && now <= last : first <= now || now <= last;
    }

    private static int second(int hour, int minute, int second) {
        return (hour * 60 + minute) * 60 + second;
    }

    private static List<String> withoutZone(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getLast().equals(GMT)
                ? arguments.subList(0, arguments.size() - 1)
                : arguments;
    }

    private ZonedDateTime now(List<String> arguments) {
        boolean gmt = !arguments.isEmpty() && arguments.getLast().equals(GMT);
        return ZonedDateTime.now(gmt ? clock.withZone(ZoneOffset.UTC) : clock);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
