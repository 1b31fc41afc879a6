package io.peristyle.codec;

import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Column;
import io.peristyle.error.DataException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateTime64CodecTest extends LeafCodecContract {
    DateTime64CodecTest() {
        super(
                "DateTime64(1, 'UTC')",
                List.of(at("1969-12-31T23:59:59.500Z"), at("1970-01-01T00:00:00Z"), at("1900-01-01T00:00:00Z")),
                "fbffffffffffffff 0000000000000000 000f57dbfaffffff");
    }

    @Test
    void takesItsWholeRange() {
        for (int precision = 0; precision < 9; precision++) {
            Instant last = Instant.parse("2299-12-31T23:59:59Z");
            assertThat(stored(Codecs.of("DateTime64(" + precision + ", 'UTC')"), last))
                    .isEqualTo(last.atZone(ZoneId.of("UTC")));
            assertThat(refusal(Codecs.of("DateTime64(" + precision + ")"), last.plusSeconds(1)))
                    .contains("DateTime64(" + precision + ")")
                    .contains("1900-01-01T00:00:00Z to 2299-12-31T23:59:59");
        }
        assertThat(refusal(codec(), Instant.parse("1899-12-31T23:59:59Z"))).contains("outside");
        assertThat(refusal(codec(), Instant.MAX)).contains("outside");
    }

    @Test
    void endsIn2262AtNanoseconds() {
        Instant last = Instant.parse("2262-04-11T23:47:16.854775807Z");
        assertThat(stored(Codecs.of("DateTime64(9, 'UTC')"), last)).isEqualTo(last.atZone(ZoneId.of("UTC")));
        assertThat(refusal(Codecs.of("DateTime64(9)"), last.plusNanos(1))).contains("2262-04-11");
        Instant first = Instant.parse("1900-01-01T00:00:00.000000001Z");
        assertThat(stored(Codecs.of("DateTime64(9, 'UTC')"), first)).isEqualTo(first.atZone(ZoneId.of("UTC")));
    }

    @Test
    void refusesDigitsBeyondItsPrecision() {
        assertThat(refusal(codec(), Instant.ofEpochMilli(50)))
                .contains("at most 1 decimal digits")
                .contains("truncate");
    }

    @Test
    void refusesTicksThatJavaHasNoTimeFor() {
        Column column = Codecs.read(Codecs.of("DateTime64(0)"), 1, Codecs.bytes("ffffffffffffff7f"));
        assertThatThrownBy(() -> column.value(0)).isInstanceOf(DataException.class);
    }

    @Test
    void knowsTheZonesOfTheServer() {
        for (String zone : List.of("Asia/Istanbul", "Fixed/UTC+05:30:00", "EST", "Etc/GMT-14", "UTC")) {
            assertThat(Codecs.of("DateTime64(3, '" + zone + "')")).isNotNull();
        }
        assertThatThrownBy(() -> Codecs.of("DateTime64(3, 'Mars/Base')"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Mars/Base");
    }

    private static ZonedDateTime at(String instant) {
        return Instant.parse(instant).atZone(ZoneId.of("UTC"));
    }
}
