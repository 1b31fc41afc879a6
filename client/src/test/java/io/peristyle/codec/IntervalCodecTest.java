package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Column;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalCodecTest extends LeafCodecContract {
    private static final List<String> TIMES =
            List.of("Nanosecond", "Microsecond", "Millisecond", "Second", "Minute", "Hour");
    private static final List<String> DATES = List.of("Day", "Week", "Month", "Quarter", "Year");

    IntervalCodecTest() {
        super("IntervalWeek", List.of(Period.ofDays(35), Period.ofDays(-7)), "0500000000000000 ffffffffffffffff");
    }

    @Test
    void givesBackWhatItTook() {
        for (String unit : TIMES) {
            for (long count : new long[] {0, 1, -1, 59, 123_456_789, -987_654_321}) {
                Object amount = stored(Codecs.of("Interval" + unit), count);
                assertThat(amount).isInstanceOf(Duration.class);
                Column column = Codecs.column(Codecs.of("Interval" + unit), amount);
                assertThat(column.longValue(0)).as("%s %s", count, unit).isEqualTo(count);
            }
        }
        for (String unit : DATES) {
            for (long count : new long[] {0, 1, -1, 59, 1_234_567}) {
                Object amount = stored(Codecs.of("Interval" + unit), count);
                assertThat(amount).isInstanceOf(Period.class);
                Column column = Codecs.column(Codecs.of("Interval" + unit), amount);
                assertThat(column.longValue(0)).as("%s %s", count, unit).isEqualTo(count);
            }
        }
        Column least = Codecs.column(Codecs.of("IntervalNanosecond"), Duration.ofNanos(Long.MIN_VALUE));
        assertThat(least.longValue(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void convertsToNumbersAndAmounts() {
        assertThat(converted(codec(), 5, long.class)).isEqualTo(5L);
        assertThat(converted(codec(), 5, int.class)).isEqualTo(5);
        assertThat(converted(codec(), 5, String.class)).isEqualTo("5");
        assertThat(converted(codec(), 5, TemporalAmount.class)).isEqualTo(Period.ofDays(35));
        assertThat(misfit(codec(), Long.MAX_VALUE, Period.class)).contains("java.time");
    }

    @Test
    void refusesWhatIsNoWholeNumberOfItsUnits() {
        assertThat(refusal(codec(), Period.ofDays(8))).contains("whole number");
        assertThat(refusal(codec(), Period.ofMonths(1))).contains("whole number");
        assertThat(refusal(codec(), Duration.ofDays(7))).contains("java.time.Duration");
        assertThat(refusal(Codecs.of("IntervalSecond"), Duration.ofMillis(1500)))
                .contains("whole number");
        assertThat(refusal(Codecs.of("IntervalNanosecond"), Duration.ofDays(200_000)))
                .contains("too large");
        assertThat(refusal(Codecs.of("IntervalQuarter"), Period.ofMonths(4))).contains("whole number");
        assertThat(stored(Codecs.of("IntervalYear"), Period.ofMonths(24))).isEqualTo(Period.ofYears(2));
        assertThat(refusal(Codecs.of("IntervalYear"), Period.ofMonths(25))).contains("whole number");
    }
}
