package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateCodecTest extends LeafCodecContract {
    DateCodecTest() {
        super("Date", List.of(LocalDate.of(2024, 1, 2), LocalDate.EPOCH, LocalDate.of(2149, 6, 6)), "0c4d 0000 ffff");
    }

    @Test
    void takesIsoText() {
        assertThat(stored(codec(), "2024-01-02")).isEqualTo(LocalDate.of(2024, 1, 2));
        assertThat(converted(codec(), "2024-01-02", String.class)).isEqualTo("2024-01-02");
        assertThat(refusal(codec(), "02.01.2024")).contains("ISO");
    }

    @Test
    void refusesDaysThatTheServerWouldChange() {
        assertThat(refusal(codec(), LocalDate.of(1969, 12, 31))).contains("1970-01-01 to 2149-06-06");
        assertThat(refusal(codec(), LocalDate.of(2149, 6, 7))).contains("outside");
        assertThat(refusal(codec(), LocalDate.MAX)).contains("outside");
        assertThat(refusal(codec(), LocalDateTime.of(2024, 1, 2, 0, 0))).contains("java.time.LocalDateTime");
        assertThat(refusal(codec(), 5)).contains("java.lang.Integer");
    }
}
