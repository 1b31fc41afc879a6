package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CommonTypeTest {
    @Test
    void takesTheWidestInteger() {
        assertThat(of((byte) 1, 2L, (short) 3)).isEqualTo("Int64");
        assertThat(of(1, BigInteger.ONE.shiftLeft(64))).isEqualTo("Int128");
    }

    @Test
    void takesAFloatForADouble() {
        assertThat(of(1f, 2.0)).isEqualTo("Float64");
    }

    @Test
    void makesRoomForAllDigitsOfDecimals() {
        assertThat(of(new BigDecimal("1.25"), new BigDecimal("1E+3"))).isEqualTo("Decimal(11, 2)");
    }

    @Test
    void isNullableWithANullAmongTheElements() {
        assertThat(of(1, null)).isEqualTo("Nullable(Int32)");
        assertThat(of((Object) null)).isEqualTo("Nullable(Nothing)");
        assertThat(of()).isEqualTo("Nothing");
    }

    @Test
    void refusesANullAmongArraysAndMaps() {
        assertThatThrownBy(() -> of(List.of(1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Array(Int32)");
        assertThatThrownBy(() -> of(Map.of(), null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void looksIntoArraysAndMaps() {
        assertThat(of(List.of(1), Collections.singletonList(null), List.of())).isEqualTo("Array(Nullable(Int32))");
        assertThat(of(Map.of("a", 1), Map.of("b", 2L))).isEqualTo("Map(String, Int64)");
    }

    @Test
    void widensDates() {
        assertThat(of(LocalDate.of(2024, 1, 1), LocalDate.of(1950, 1, 1))).isEqualTo("Date32");
    }

    @Test
    void takesFewerDigitsWhereAMomentIsFarAway() {
        assertThat(of(Instant.EPOCH, Instant.parse("2290-01-01T00:00:00Z"))).isEqualTo("DateTime64(6, 'UTC')");
        assertThat(of(LocalDateTime.of(2290, 1, 1, 0, 0))).isEqualTo("DateTime64(6)");
        assertThat(of(LocalDateTime.of(2024, 1, 1, 0, 0))).isEqualTo("DateTime64(9)");
    }

    @Test
    void neverReadsWallTimeInTheZoneOfAnother() {
        assertThatThrownBy(() -> of(Instant.EPOCH, LocalDateTime.of(2024, 1, 1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DateTime64(9, 'UTC') and DateTime64(9)");
    }

    @Test
    void refusesWhatHasNothingInCommon() {
        assertThatThrownBy(() -> of(1, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Int32 and String");
        assertThatThrownBy(() -> of(1, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsTheDigitsOfADecimalWithoutWritingThemOut() {
        assertThat(of(new BigDecimal("1E+20"))).isEqualTo("Decimal(38, 0)");
        assertThat(of(new BigDecimal("0.001"))).isEqualTo("Decimal(9, 3)");
        assertThat(of(new BigDecimal("0E-100"))).isEqualTo("Decimal(76, 76)");
        assertThatThrownBy(() -> of(new BigDecimal("1E+1000000000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("76 digits");
        assertThatThrownBy(() -> of(new BigDecimal("1E-77"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String of(@Nullable Object... elements) {
        return CommonType.of(Arrays.asList(elements)).toString();
    }
}
