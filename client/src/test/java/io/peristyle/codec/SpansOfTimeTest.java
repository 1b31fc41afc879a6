package io.peristyle.codec;

import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Times of day and intervals, as a server sends them. */
class SpansOfTimeTest {
    @Nested
    class TimeColumn extends CodecContract {
        @Override
        String type() {
            return "Time";
        }

        @Override
        List<String> sql() {
            return List.of("'-12:34:56'", "'00:00:00'", "'999:59:59'", "'-999:59:59'", "'07:08:09'");
        }

        @Override
        List<?> values() {
            return List.of(
                    Duration.ofSeconds(-45_296),
                    Duration.ZERO,
                    Duration.ofSeconds(3_599_999),
                    Duration.ofSeconds(-3_599_999),
                    Duration.ofSeconds(25_689));
        }

        @Override
        List<?> given() {
            return List.of(
                    "-12:34:56",
                    LocalTime.MIDNIGHT,
                    Duration.ofSeconds(3_599_999),
                    "-999:59:59",
                    LocalTime.of(7, 8, 9));
        }
    }

    @Nested
    class Time64Column extends CodecContract {
        @Override
        String type() {
            return "Time64(3)";
        }

        @Override
        List<String> sql() {
            return List.of("'12:34:56.789'", "'-00:00:00.5'", "'999:59:59.999'");
        }

        @Override
        List<?> values() {
            return List.of(Duration.ofMillis(45_296_789), Duration.ofMillis(-500), Duration.ofMillis(3_599_999_999L));
        }

        @Override
        List<?> given() {
            return List.of("12:34:56.789", Duration.ofMillis(-500), "999:59:59.999000");
        }
    }

    @Nested
    class IntervalMinuteColumn extends CodecContract {
        @Override
        String type() {
            return "IntervalMinute";
        }

        @Override
        List<String> sql() {
            return List.of("toIntervalMinute(5)", "toIntervalMinute(-1)", "toIntervalMinute(0)");
        }

        @Override
        List<?> values() {
            return List.of(Duration.ofMinutes(5), Duration.ofMinutes(-1), Duration.ZERO);
        }

        @Override
        List<?> given() {
            return List.of(Duration.ofMinutes(5), -1, 0L);
        }
    }

    @Nested
    class IntervalQuarterColumn extends CodecContract {
        @Override
        String type() {
            return "IntervalQuarter";
        }

        @Override
        List<String> sql() {
            return List.of("toIntervalQuarter(5)", "toIntervalQuarter(-1)", "toIntervalQuarter(0)");
        }

        @Override
        List<?> values() {
            return List.of(Period.ofMonths(15), Period.ofMonths(-3), Period.ZERO);
        }
    }
}
