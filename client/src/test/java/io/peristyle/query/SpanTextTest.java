package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.type.ClickHouseType;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTextTest {
    private static String text(String type, Object value) {
        return ParameterText.of(ClickHouseType.parse(type), value);
    }

    @Test
    void writesTimesAsTheServerPrintsThem() {
        assertThat(text("Time", Duration.ofSeconds(-45_296))).isEqualTo("-12:34:56");
        assertThat(text("Time", LocalTime.of(7, 8))).isEqualTo("07:08:00");
        assertThat(text("Time64(3)", Duration.ofMillis(-500))).isEqualTo("-00:00:00.500");
        assertThat(text("Nullable(Time64(9))", Duration.ofHours(1000).minusNanos(1)))
                .isEqualTo("999:59:59.999999999");
        assertThat(text("Array(Time)", List.of(LocalTime.NOON, "01:02:03"))).isEqualTo("['12:00:00','01:02:03']");
    }

    @Test
    void writesIntervalsAsCountsOfTheirUnits() {
        assertThat(text("IntervalMillisecond", Duration.ofSeconds(2))).isEqualTo("2000");
        assertThat(text("IntervalNanosecond", Duration.ofNanos(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        assertThat(text("IntervalHour", Duration.ofDays(1))).isEqualTo("24");
        assertThat(text("IntervalWeek", Period.ofDays(-14))).isEqualTo("-2");
        assertThat(text("IntervalQuarter", Period.ofYears(1))).isEqualTo("4");
        assertThat(text("IntervalDay", 5)).isEqualTo("5");
    }

    @Test
    void refusesWhatTheTypeDoesNotHold() {
        assertThatThrownBy(() -> text("Time", Duration.ofHours(1000))).hasMessageContaining("1000 hours");
        assertThatThrownBy(() -> text("Time64(3)", Duration.ofNanos(1))).hasMessageContaining("digits");
        assertThatThrownBy(() -> text("IntervalMinute", Duration.ofSeconds(61))).hasMessageContaining("whole number");
        assertThatThrownBy(() -> text("IntervalWeek", Period.ofDays(8))).hasMessageContaining("whole number");
        assertThatThrownBy(() -> text("IntervalDay", Duration.ofDays(1))).hasMessageContaining("java.time.Duration");
    }

    @Test
    void suggestsATypeForTimes() {
        assertThat(ParameterTypes.of(Duration.ofHours(1))).hasToString("Time64(9)");
        assertThat(ParameterTypes.of(LocalTime.NOON)).hasToString("Time64(9)");
    }
}
