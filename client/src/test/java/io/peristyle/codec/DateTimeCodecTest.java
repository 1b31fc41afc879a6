package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateTimeCodecTest extends LeafCodecContract {
    DateTimeCodecTest() {
        super(
                "DateTime('America/New_York')",
                List.of(at(0), at(1_700_000_000), at(0xffff_ffffL)),
                "00000000 00f15365 ffffffff");
    }

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Test
    void takesPointsInTime() {
        for (Object value : List.of(
                Instant.ofEpochSecond(1_700_000_000),
                OffsetDateTime.parse("2023-11-15T00:13:20+02:00"),
                ZonedDateTime.parse("2023-11-14T23:13:20+01:00[Europe/Berlin]"),
                LocalDateTime.parse("2023-11-14T17:13:20"),
                "2023-11-14T17:13:20",
                "2023-11-14T22:13:20Z")) {
            assertThat(stored(codec(), value)).isEqualTo(at(1_700_000_000));
        }
    }

    @Test
    void refusesWhatItCannotHold() {
        assertThat(refusal(codec(), Instant.ofEpochSecond(-1)))
                .contains("1970-01-01T00:00:00Z to 2106-02-07T06:28:15Z");
        assertThat(refusal(codec(), Instant.ofEpochSecond(1L << 32))).contains("outside");
        assertThat(refusal(codec(), Instant.MAX)).contains("outside");
        assertThat(refusal(codec(), Instant.ofEpochSecond(1, 1))).contains("at most 0 decimal digits");
        assertThat(refusal(codec(), 1_700_000_000L)).contains("java.lang.Long");
        assertThat(refusal(codec(), LocalDate.EPOCH)).contains("java.time.LocalDate");
        assertThat(refusal(codec(), "yesterday")).contains("ISO").doesNotContain("yesterday");
    }

    @Test
    void refusesLocalTimesThatClocksSkip() {
        assertThat(refusal(codec(), LocalDateTime.parse("2024-03-10T02:30:00"))).contains("does not exist");
    }

    @Test
    void takesTheEarlierOfTwoTimesWhereClocksAreSetBack() {
        assertThat(stored(codec(), LocalDateTime.parse("2024-11-03T01:30:00")))
                .isEqualTo(Instant.parse("2024-11-03T05:30:00Z").atZone(ZONE));
    }

    @Test
    void usesTheDefaultZoneWhereTheTypeNamesNone() {
        assertThat(stored(Codecs.of("DateTime"), Instant.EPOCH))
                .isEqualTo(Instant.EPOCH.atZone(ZoneId.of("Europe/Berlin")));
    }

    @Test
    void convertsToTheOtherClassesOfTime() {
        Instant instant = Instant.ofEpochSecond(1_700_000_000);
        assertThat(converted(codec(), instant, Instant.class)).isEqualTo(instant);
        assertThat(converted(codec(), instant, OffsetDateTime.class))
                .isEqualTo(OffsetDateTime.parse("2023-11-14T17:13:20-05:00"));
        assertThat(converted(codec(), instant, LocalDateTime.class))
                .isEqualTo(LocalDateTime.parse("2023-11-14T17:13:20"));
        assertThat(Codecs.column(codec(), instant).reader(LocalDate.class)).isNull();
    }

    private static ZonedDateTime at(long second) {
        return Instant.ofEpochSecond(second).atZone(ZoneId.of("America/New_York"));
    }
}
