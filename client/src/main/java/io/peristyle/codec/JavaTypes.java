package io.peristyle.codec;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DecimalType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.NullableType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.Time64Type;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The type that a Java value gets where the column leaves it open: in a Dynamic, and in a JSON. */
final class JavaTypes {
    private static final ClickHouseType DYNAMIC = new DynamicType(null);
    private static final int MOST_DIGITS = 76;
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(Boolean.class, "Bool"),
            Map.entry(Byte.class, "Int8"),
            Map.entry(Short.class, "Int16"),
            Map.entry(Integer.class, "Int32"),
            Map.entry(Long.class, "Int64"),
            Map.entry(Float.class, "Float32"),
            Map.entry(Double.class, "Float64"),
            Map.entry(UUID.class, "UUID"),
            Map.entry(Inet4Address.class, "IPv4"),
            Map.entry(Inet6Address.class, "IPv6"),
            Map.entry(LocalDate.class, "Date32"),
            Map.entry(byte[].class, "String"));

    /** Java's own zones beside those of the tz database, which servers do not know. */
    private static final Pattern JAVAS_OWN_ZONE = Pattern.compile("UT|(?:UTC|UT|GMT)[+-].*|SystemV/.*");

    private static final DateTime64Type MOMENT = new DateTime64Type(6, "UTC");
    private static final DateTime64Type WALL_TIME = new DateTime64Type(6, null);

    private JavaTypes() {}

    /** @throws IllegalArgumentException if no type suggests itself */
    static ClickHouseType of(Object value) {
        String name = NAMES.get(value.getClass());
        if (name != null) {
            return new ScalarType(name);
        } else if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof ByteBuffer) {
            return new ScalarType("String");
        } else if (value instanceof BigInteger integer) {
            return ofInteger(integer);
        } else if (value instanceof BigDecimal decimal) {
            return ofDecimal(decimal);
        } else if (value instanceof Instant || value instanceof OffsetDateTime || value instanceof ZonedDateTime) {
            return value instanceof ZonedDateTime moment && !moment.getZone().equals(ZoneOffset.UTC)
                    ? new DateTime64Type(nanos(value) ? 9 : 6, zone(moment))
                    : nanos(value) ? new DateTime64Type(9, "UTC") : MOMENT;
        } else if (value instanceof LocalDateTime) {
            return nanos(value) ? new DateTime64Type(9, null) : WALL_TIME;
        } else if (value instanceof Duration || value instanceof LocalTime) {
            return new Time64Type(9);
        } else if (value instanceof Map<?, ?>) {
            return new JsonType(null, null, List.of(), List.of(), List.of());
        } else if (value instanceof Collection<?> elements) {
            return ofElements(elements);
        } else if (value.getClass().isArray()) {
            return ofArray(value);
        }
        throw new IllegalArgumentException(
                "no type suggests itself for a " + value.getClass().getTypeName());
    }

    private static String zone(ZonedDateTime moment) {
        ZoneId zone = moment.getZone();
        return zone instanceof ZoneOffset
                        || JAVAS_OWN_ZONE.matcher(zone.getId()).matches()
                ? "UTC"
                : zone.getId();
    }

    /** Whether the moment has digits that microseconds do not hold. */
    private static boolean nanos(Object moment) {
        int nanos = ((TemporalAccessor) moment).get(ChronoField.NANO_OF_SECOND);
        return nanos % 1000 != 0;
    }

    private static ClickHouseType ofInteger(BigInteger value) {
        int bits = value.bitLength();
        if (bits < 64) {
            return new ScalarType("Int64");
        } else if (value.signum() > 0 && bits == 64) {
            return new ScalarType("UInt64");
        } else if (bits < 128) {
            return new ScalarType("Int128");
        }
        return new ScalarType(value.signum() > 0 && bits == 256 ? "UInt256" : "Int256");
    }

    private static ClickHouseType ofDecimal(BigDecimal value) {
        long scale = Math.max(0, value.scale());
        long digits = Math.max(scale, value.precision() - Math.min(0L, value.scale()));
        if (digits > MOST_DIGITS) {
            throw new IllegalArgumentException("the value has more than " + MOST_DIGITS + " digits");
        }
        return new DecimalType(digits <= 9 ? 9 : digits <= 18 ? 18 : digits <= 38 ? 38 : MOST_DIGITS, (int) scale);
    }

    private static ClickHouseType ofElements(Iterable<?> elements) {
        ClickHouseType common = null;
        boolean nulls = false;
        for (Object element : elements) {
            if (element == null) {
                nulls = true;
                continue;
            }
            ClickHouseType type = of(element);
            if (common != null && !common.equals(type)) {
                return new ArrayType(DYNAMIC);
            }
            common = type;
        }
        if (common == null) {
            return new ArrayType(DYNAMIC);
        }
        boolean takesNull = common instanceof ArrayType || common instanceof JsonType;
        return !nulls ? new ArrayType(common) : new ArrayType(takesNull ? DYNAMIC : new NullableType(common));
    }

    private static ClickHouseType ofArray(Object array) {
        Class<?> component = array.getClass().getComponentType();
        if (component.isPrimitive() && component != char.class) {
            return new ArrayType(of(Array.get(Array.newInstance(component, 1), 0)));
        }
        if (array instanceof Object[] elements) {
            return ofElements(java.util.Arrays.asList(elements));
        }
        throw new IllegalArgumentException("no type suggests itself for a char[]");
    }
}
