package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeCodecTest extends LeafCodecContract {
    TimeCodecTest() {
        super("Time", List.of(Duration.ofSeconds(-45_296), Duration.ofSeconds(1)), "104fffff 01000000");
    }

    @Test
    void printsAsTheServerDoes() {
        assertThat(converted(codec(), Duration.ofHours(-100), String.class)).isEqualTo("-100:00:00");
        assertThat(converted(Codecs.of("Time64(3)"), Duration.ofMillis(-500), String.class))
                .isEqualTo("-00:00:00.500");
        assertThat(converted(Codecs.of("Time64(0)"), Duration.ofSeconds(61), String.class))
                .isEqualTo("00:01:01");
    }

    @Test
    void isALocalTimeWithinADay() {
        assertThat(converted(codec(), "23:59:59", LocalTime.class)).isEqualTo(LocalTime.of(23, 59, 59));
        assertThat(converted(Codecs.of("Time64(9)"), LocalTime.MAX, LocalTime.class))
                .isEqualTo(LocalTime.MAX);
        assertThat(misfit(codec(), "24:00:00", LocalTime.class)).contains("LocalTime");
        assertThat(misfit(codec(), "-00:00:01", LocalTime.class)).contains("LocalTime");
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        assertThat(refusal(codec(), Duration.ofHours(1000))).contains("1000 hours", "outside");
        assertThat(refusal(codec(), Duration.ofHours(-1000))).contains("outside");
        assertThat(refusal(codec(), Duration.ofMillis(1))).contains("truncate");
        assertThat(refusal(codec(), "1:2")).contains("another text");
        assertThat(refusal(codec(), 5)).contains("java.lang.Integer");
        assertThat(refusal(Codecs.of("Time64(3)"), Duration.ofNanos(1))).contains("truncate");
        assertThat(stored(Codecs.of("Time64(9)"), "-999:59:59.999999999"))
                .isEqualTo(Duration.ofHours(-1000).plusNanos(1));
    }
}
