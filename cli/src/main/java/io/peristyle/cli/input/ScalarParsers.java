package io.peristyle.cli.input;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The texts of types without parts. */
final class ScalarParsers {
    private static final Pattern INTEGER = Pattern.compile("U?Int(8|16|32|64|128|256)|Interval\\w+");
    private static final Pattern UNIX_TIME = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");
    private static final int LONG_DIGITS = 18;

    private ScalarParsers() {}

    static ValueParser of(ClickHouseType type) {
        String name = type.name();
        if (INTEGER.matcher(name).matches()) {
            return checked(type, ScalarParsers::integer);
        }
        return switch (name) {
            case "String", "FixedString" -> text -> text;
            case "Float32", "BFloat16" -> checked(type, text -> (float) floating(text, Float::parseFloat));
            case "Float64" -> checked(type, text -> floating(text, Double::parseDouble));
            case "Decimal" -> checked(type, BigDecimal::new);
            case "Bool" -> checked(type, ScalarParsers::bool);
            case "Date", "Date32" -> checked(type, LocalDate::parse);
            case "DateTime" -> checked(type, text -> dateTime(text, 0));
            case "DateTime64" -> {
                int precision = type instanceof DateTime64Type ticks ? ticks.precision() : 9;
                yield checked(type, text -> dateTime(text, precision));
            }
            default -> text -> new String(text, StandardCharsets.UTF_8);
        };
    }

    private static ValueParser checked(ClickHouseType type, Function<String, Object> parse) {
        return text -> {
            try {
                return parse.apply(new String(text, StandardCharsets.UTF_8));
            } catch (NumberFormatException | DateTimeException e) {
                throw new IllegalArgumentException("this is no " + type, e);
            }
        };
    }

    private static Object integer(String text) {
        return text.length() <= LONG_DIGITS ? (Object) Long.parseLong(text) : (Object) new BigInteger(text);
    }

    private static double floating(String text, Function<String, ? extends Number> parse) {
        String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        double sign = text.startsWith("-") ? -1 : 1;
        return switch (bare) {
            case "inf", "Inf", "INF", "infinity" -> sign * Double.POSITIVE_INFINITY;
            case "nan", "NaN", "NAN" -> Double.NaN;
            default -> {
                if (bare.isEmpty() || (!Character.isDigit(bare.charAt(bare.length() - 1)) && !bare.endsWith("."))) {
                    // Java reads 1f and 1d as numbers; the server does not.
                    throw new NumberFormatException("no number");
                }
                yield parse.apply(text).doubleValue();
            }
        };
    }

    private static Object bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> throw new NumberFormatException("neither true nor false");
        };
    }

    /** Local date and time, or seconds since 1970; digits beyond the type's precision are cut off. */
    private static Temporal dateTime(String text, int precision) {
        long step = BigInteger.TEN.pow(9 - precision).longValueExact();
        if (UNIX_TIME.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text);
            BigInteger nanos = seconds.movePointRight(9).toBigIntegerExact();
            BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue() / step * step);
        }
        if (text.endsWith("Z")) {
            Instant instant = Instant.parse(text.replace(' ', 'T'));
            return instant.minusNanos(instant.get(ChronoField.NANO_OF_SECOND) % step);
        }
        LocalDateTime local = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
        return local.minusNanos(local.get(ChronoField.NANO_OF_SECOND) % step);
    }
}
