package io.peristyle.query;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DecimalType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.Time64Type;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The type that a placeholder without one gets from its value. */
final class ParameterTypes {
    private static final int MOST_DIGITS = 76;
    private static final ClickHouseType NOTHING = new ScalarType("Nothing");
    private static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(2149, 6, 6);
    // What 64 bits of nanoseconds hold, with a year to spare.
    private static final Instant FIRST_NANOSECONDS = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST_NANOSECONDS = Instant.parse("2261-01-01T00:00:00Z");

    private static final int MOST_NESTED = 100;

    private ParameterTypes() {}

    /**
     * The type for {@code value}.
     *
     * @throws IllegalArgumentException if none suggests itself
     */
    static ClickHouseType of(@Nullable Object value) {
        return of(value, 0);
    }

    /** The type for {@code value}, which lies {@code depth} deep in others. */
    static ClickHouseType of(@Nullable Object value, int depth) {
        if (depth > MOST_NESTED) {
            throw new IllegalArgumentException("it is nested over " + MOST_NESTED + " deep");
        } else if (value == null) {
            return new NullableType(NOTHING);
        } else if (value instanceof Number number) {
            return ofNumber(number);
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return new ScalarType("String");
        } else if (value instanceof Boolean) {
            return new ScalarType("Bool");
        } else if (value instanceof UUID) {
            return new ScalarType("UUID");
        } else if (value instanceof Inet4Address) {
            return new ScalarType("IPv4");
        } else if (value instanceof Inet6Address) {
            return new ScalarType("IPv6");
        } else if (value instanceof byte[]) {
            return new ScalarType("String");
        }
        ClickHouseType time = ofTime(value);
        return time != null ? time : ofMany(value, depth);
    }

    private static ClickHouseType ofNumber(Number number) {
        if (number instanceof Integer) {
            return new ScalarType("Int32");
        } else if (number instanceof Long) {
            return new ScalarType("Int64");
        } else if (number instanceof Short) {
            return new ScalarType("Int16");
        } else if (number instanceof Byte) {
            return new ScalarType("Int8");
        } else if (number instanceof Double) {
            return new ScalarType("Float64");
        } else if (number instanceof Float) {
            return new ScalarType("Float32");
        } else if (number instanceof BigDecimal decimal) {
            return ofDecimal(decimal);
        } else if (number instanceof BigInteger integer) {
            int bits = integer.bitLength();
            return new ScalarType(bits < 64 ? "Int64" : bits < 128 ? "Int128" : bits < 256 ? "Int256" : "UInt256");
        }
        throw noType(number);
    }

    // Counts the digits without writing them out: those of 1E+1000000000 would fill the memory.
    private static ClickHouseType ofDecimal(BigDecimal decimal) {
        long scale = decimal.signum() == 0 ? Math.min(MOST_DIGITS, Math.max(0, decimal.scale())) : decimal.scale();
        long digits = Math.max(Math.max(0, scale), decimal.precision() - Math.min(0, scale));
        if (digits > MOST_DIGITS) {
            throw new IllegalArgumentException("the value has more than " + MOST_DIGITS + " digits");
        }
        return new DecimalType(
                digits <= 9 ? 9 : digits <= 18 ? 18 : digits <= 38 ? 38 : MOST_DIGITS, (int) Math.max(0, scale));
    }

    private static @Nullable ClickHouseType ofTime(Object value) {
        if (value instanceof LocalDate date) {
            return new ScalarType(date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE) ? "Date32" : "Date");
        } else if (value instanceof LocalDateTime time) {
            return new DateTime64Type(fitsNanoseconds(time.toInstant(ZoneOffset.UTC)) ? 9 : 6, null);
        } else if (value instanceof Duration || value instanceof LocalTime) {
            return new Time64Type(9);
        } else if (value instanceof Instant instant) {
            return ofInstant(instant);
        } else if (value instanceof OffsetDateTime time) {
            return ofInstant(time.toInstant());
        } else if (value instanceof ZonedDateTime time) {
            return ofInstant(time.toInstant());
        }
        return null;
    }

    private static ClickHouseType ofInstant(Instant instant) {
        return new DateTime64Type(fitsNanoseconds(instant) ? 9 : 6, "UTC");
    }

    private static boolean fitsNanoseconds(Instant instant) {
        return !instant.isBefore(FIRST_NANOSECONDS) && instant.isBefore(LAST_NANOSECONDS);
    }

    private static ClickHouseType ofMany(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            if (map.isEmpty()) {
                return new MapType(new ScalarType("String"), new ScalarType("String"));
            }
            return new MapType(CommonType.of(map.keySet(), depth + 1), CommonType.of(map.values(), depth + 1));
        } else if (value instanceof Iterable<?> elements) {
            return new ArrayType(CommonType.of(elements, depth + 1));
        } else if (value.getClass().isArray()) {
            Class<?> component = value.getClass().getComponentType();
            return component.isPrimitive() && component != char.class
                    ? new ArrayType(of(Array.get(Array.newInstance(component, 1), 0)))
                    : new ArrayType(CommonType.of(java.util.Arrays.asList(elements(value)), depth + 1));
        }
        throw noType(value);
    }

    private static Object[] elements(Object array) {
        Object[] elements = new Object[Array.getLength(array)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Array.get(array, i);
        }
        return elements;
    }

    private static IllegalArgumentException noType(Object value) {
        return new IllegalArgumentException(
                "no type suggests itself for a " + value.getClass().getTypeName());
    }
}
