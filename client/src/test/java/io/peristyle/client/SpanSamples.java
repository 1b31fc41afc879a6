package io.peristyle.client;

import io.peristyle.testkit.ServerFeature;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Samples of lengths of time, of short floating point numbers, and of types with names of their own. */
@SuppressWarnings({"JavaDurationGetSecondsGetNano", "JavaPeriodGetDays"}) // They have nothing else.
final class SpanSamples {
    private SpanSamples() {}

    static TypeSample bFloat16() {
        return new TypeSample(
                "BFloat16",
                ServerFeature.BFLOAT16,
                List.of(0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.intBitsToFloat(0x7f7f0000)),
                source -> Float.intBitsToFloat((source.nextInt(0x7f00) << 16) | (source.nextBoolean() ? 1 << 31 : 0)),
                value -> "CAST(reinterpretAsFloat32(toUInt32("
                        + Integer.toUnsignedString(Float.floatToIntBits((Float) value)) + ")) AS BFloat16)");
    }

    static TypeSample time() {
        return new TypeSample(
                "Time",
                ServerFeature.TIME,
                List.of(Duration.ZERO, Duration.ofSeconds(3_599_999), Duration.ofSeconds(-3_599_999)),
                source -> Duration.ofSeconds(source.nextInt(7_000_000) - 3_500_000),
                value -> "CAST('" + text((Duration) value, 0) + "' AS Time)");
    }

    static TypeSample time64(int precision) {
        long unit = BigInteger.TEN.pow(9 - precision).longValueExact();
        return new TypeSample(
                "Time64(" + precision + ")",
                ServerFeature.TIME,
                List.of(
                        Duration.ZERO,
                        Duration.ofHours(1000).minusNanos(unit),
                        Duration.ofHours(-1000).plusNanos(unit)),
                source -> Duration.ofSeconds(
                        source.nextInt(7_000_000) - 3_500_000L, source.nextInt(1_000_000_000) / unit * unit),
                value -> "CAST('" + text((Duration) value, precision) + "' AS Time64(" + precision + "))");
    }

    private static String text(Duration value, int precision) {
        Duration magnitude = value.abs();
        String seconds = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d",
                magnitude.toHours(),
                magnitude.toMinutesPart(),
                magnitude.toSecondsPart());
        String fraction =
                String.format(Locale.ROOT, "%09d", magnitude.toNanosPart()).substring(0, precision);
        return (value.isNegative() ? "-" : "") + seconds + (precision == 0 ? "" : "." + fraction);
    }

    static TypeSample interval(String unit) {
        boolean isDate = unit.equals("Week");
        return new TypeSample(
                "Interval" + unit,
                ServerFeature.INTERVAL_TYPES,
                isDate
                        ? List.of(Period.ZERO, Period.ofWeeks(300_000_000), Period.ofWeeks(-1))
                        : List.of(Duration.ZERO, Duration.ofMillis(Long.MAX_VALUE), Duration.ofMillis(Long.MIN_VALUE)),
                source -> isDate ? Period.ofWeeks(source.nextInt(1000)) : Duration.ofMillis(source.nextLong()),
                value -> "toInterval" + unit + "("
                        + (isDate ? ((Period) value).getDays() / 7 + ")" : "'" + millis((Duration) value) + "')"));
    }

    private static BigInteger millis(Duration value) {
        return BigInteger.valueOf(value.toSeconds())
                .multiply(BigInteger.valueOf(1000))
                .add(BigInteger.valueOf(value.getNano() / 1_000_000));
    }

    static TypeSample point() {
        return new TypeSample(
                "Point",
                ServerFeature.GEO,
                List.of(List.of(0.0, 0.0), List.of(-180.0, 90.0)),
                SpanSamples::pair,
                value -> "CAST(" + tuple(value) + " AS Point)");
    }

    static TypeSample ring() {
        return new TypeSample(
                "Ring",
                ServerFeature.GEO,
                List.of(List.of(), List.of(List.of(0.0, 1.0))),
                source -> List.of(pair(source), pair(source)),
                value -> "CAST("
                        + ((List<?>) value).stream().map(SpanSamples::tuple).toList() + " AS Ring)");
    }

    private static List<Double> pair(Random source) {
        return List.of(source.nextInt(1000) / 8.0, source.nextInt(1000) / -8.0);
    }

    private static String tuple(Object value) {
        return "tuple(toFloat64(" + ((List<?>) value).get(0) + "), toFloat64(" + ((List<?>) value).get(1) + "))";
    }

    static TypeSample sum() {
        return new TypeSample(
                "SimpleAggregateFunction(sum, UInt64)",
                ServerFeature.SIMPLE_AGGREGATE_FUNCTION,
                List.of(BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)),
                source -> new BigInteger(64, source),
                value -> "toUInt64('" + value + "')");
    }
}
