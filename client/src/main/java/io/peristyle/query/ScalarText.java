package io.peristyle.query;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.EnumType;
import io.peristyle.type.FixedStringType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The text of one value that is neither an array nor a map nor a tuple, as a server reads it.
 *
 * @param text the text before any quoting
 * @param form how it is written inside of arrays and in SQL
 */
record ScalarText(String text, Form form) {
    private static final Map<String, Integer> INTEGER_BITS = Map.ofEntries(
            Map.entry("Int8", 8),
            Map.entry("Int16", 16),
            Map.entry("Int32", 32),
            Map.entry("Int64", 64),
            Map.entry("Int128", 128),
            Map.entry("Int256", 256),
            Map.entry("UInt8", 8),
            Map.entry("UInt16", 16),
            Map.entry("UInt32", 32),
            Map.entry("UInt64", 64),
            Map.entry("UInt128", 128),
            Map.entry("UInt256", 256));
    private static final Pattern FLOATING_POINT =
            Pattern.compile("[+-]?(\\d{1,1000}(\\.\\d{0,1000})?|\\.\\d{1,1000})(e[+-]?\\d{1,9})?");

    /** How a text is written. */
    enum Form {
        /** A number or a word, without quotes. */
        PLAIN,
        /** In quotes, escaped. */
        QUOTED,
        /** In quotes; each character is a byte. */
        BYTES
    }

    /** @throws IllegalArgumentException if the type does not take such a value, or not this one */
    static ScalarText of(ClickHouseType type, Object value) {
        if (type instanceof DecimalType decimal) {
            return plain(decimal(decimal, value));
        } else if (type instanceof DateTimeType || type instanceof DateTime64Type) {
            return quoted(value instanceof CharSequence ? value : TimeText.of(type, value));
        } else if (type instanceof EnumType anEnum) {
            return quoted(enumName(anEnum, value));
        } else if (type instanceof FixedStringType fixed) {
            return fixedString(fixed, value);
        }
        return ofNamed(type, value);
    }

    private static ScalarText ofNamed(ClickHouseType type, Object value) {
        String name = type.name();
        Integer bits = INTEGER_BITS.get(name);
        if (bits != null) {
            return plain(integer(name.charAt(0) == 'U', bits, value));
        }
        return switch (name) {
            case "Float32", "Float64", "BFloat16" -> plain(floatingPoint(value));
            case "Bool" -> plain(value instanceof Boolean ? value : bool(text(type, value)));
            case "Date" -> quoted(date(type, value, LocalDate.of(1970, 1, 1), LocalDate.of(2149, 6, 6)));
            case "Date32" -> quoted(date(type, value, LocalDate.of(1900, 1, 1), LocalDate.of(2299, 12, 31)));
            case "UUID" -> quoted(value instanceof UUID ? value : text(type, value));
            case "IPv4", "IPv6" ->
                quoted(value instanceof InetAddress address ? address(type, address) : text(type, value));
            case "String" -> string(type, value);
            case "Time", "Time64" -> quoted(SpanText.time(type, value));
            case "Nothing" -> throw new IllegalArgumentException("the type has no values but NULL");
            default -> name.startsWith("Interval") ? plain(SpanText.interval(type, value)) : quoted(text(type, value));
        };
    }

    private static ScalarText plain(Object text) {
        return new ScalarText(text.toString(), Form.PLAIN);
    }

    private static ScalarText quoted(Object text) {
        return new ScalarText(text.toString(), Form.QUOTED);
    }

    private static String text(ClickHouseType type, Object value) {
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        throw misfit(type, value);
    }

    private static ScalarText string(ClickHouseType type, Object value) {
        if (value instanceof byte[] bytes) {
            return new ScalarText(new String(bytes, StandardCharsets.ISO_8859_1), Form.BYTES);
        }
        return quoted(value instanceof Enum<?> constant ? constant.name() : text(type, value));
    }

    private static ScalarText fixedString(FixedStringType type, Object value) {
        ScalarText text = string(type, value);
        int bytes = text.form == Form.BYTES ? text.text.length() : text.text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > type.length()) {
            throw new IllegalArgumentException("the value has " + bytes + " bytes");
        }
        return text;
    }

    private static String integer(boolean unsigned, int bits, Object value) {
        if (value instanceof CharSequence text) {
            if (!text.toString().matches("[+-]?\\d{1,78}")) {
                throw new IllegalArgumentException("the text is not an integer");
            }
            return inRange(unsigned, bits, new BigInteger(text.toString()));
        } else if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        } else if (value instanceof BigInteger integer) {
            return inRange(unsigned, bits, integer);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return inRange(unsigned, bits, ((Number) value).longValue());
        }
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            return inRange(unsigned, bits, whole(value));
        }
        throw new IllegalArgumentException(
                "it takes a whole Number, not a " + value.getClass().getTypeName());
    }

    private static BigInteger whole(Object number) {
        try {
            BigDecimal decimal = number instanceof BigDecimal given ? given : new BigDecimal(number.toString());
            // 1E+1000000000 has ten bytes here and a gigabyte as an integer.
            if (decimal.precision() - (long) decimal.scale() > 78) {
                throw new IllegalArgumentException("the value is outside the type's range");
            }
            return decimal.toBigIntegerExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("the value is not an integer", e);
        }
    }

    private static String inRange(boolean unsigned, int bits, long value) {
        boolean widest = bits >= Long.SIZE && !(unsigned && value < 0);
        return widest ? Long.toString(value) : inRange(unsigned, bits, BigInteger.valueOf(value));
    }

    private static String inRange(boolean unsigned, int bits, BigInteger value) {
        if (unsigned ? value.signum() < 0 || value.bitLength() > bits : value.bitLength() >= bits) {
            throw new IllegalArgumentException("the value is outside the type's range");
        }
        return value.toString();
    }

    private static String floatingPoint(Object value) {
        if (value instanceof CharSequence text) {
            return floatingPointText(text.toString().strip().toLowerCase(Locale.ROOT));
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return value.toString();
        } else if (!(value instanceof Number number)) {
            throw new IllegalArgumentException(
                    "it takes a Number, not a " + value.getClass().getTypeName());
        } else if (Double.isNaN(number.doubleValue())) {
            return "nan";
        } else if (Double.isInfinite(number.doubleValue())) {
            return number.doubleValue() > 0 ? "inf" : "-inf";
        } else if (value.getClass().getName().startsWith("java.")) {
            return value.toString();
        } else {
            // What another class calls its text may be anything, such as 1/2.
            return Double.toString(number.doubleValue());
        }
    }

    private static String floatingPointText(String text) {
        if (FLOATING_POINT.matcher(text).matches()) {
            return text;
        }
        return switch (text) {
            case "nan" -> "nan";
            case "inf", "+inf", "infinity", "+infinity" -> "inf";
            case "-inf", "-infinity" -> "-inf";
            default -> throw new IllegalArgumentException("the text is not a number");
        };
    }

    private static String bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> "true";
            case "false", "f", "no", "n", "off", "0" -> "false";
            default -> throw new IllegalArgumentException("the text is neither true nor false");
        };
    }

    private static String address(ClickHouseType type, InetAddress address) {
        if (type.name().equals("IPv4")) {
            if (!(address instanceof Inet4Address)) {
                throw misfit(type, address);
            }
            return address.getHostAddress();
        }
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return address instanceof Inet4Address ? "::ffff:" + text : scope < 0 ? text : text.substring(0, scope);
    }

    private static String decimal(DecimalType type, Object value) {
        BigDecimal decimal;
        if (value instanceof BigDecimal given) {
            decimal = given;
        } else if (value instanceof BigInteger
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            decimal = new BigDecimal(value.toString());
        } else if (value instanceof CharSequence || value instanceof Double || value instanceof Float) {
            decimal = decimal(value.toString().strip());
        } else {
            throw misfit(type, value);
        }
        return scaled(type, decimal).toPlainString();
    }

    private static BigDecimal decimal(String text) {
        if (!FLOATING_POINT.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException("the text is not a number");
        }
        return new BigDecimal(text);
    }

    // Compares the digits before it makes any: 1E+1000000000 has ten bytes here and a gigabyte when written out.
    private static BigDecimal scaled(DecimalType type, BigDecimal decimal) {
        long digitsBeforePoint = (long) decimal.precision() - decimal.scale();
        if (decimal.signum() == 0) {
            return BigDecimal.ZERO.setScale(type.scale());
        } else if (digitsBeforePoint <= type.precision() - type.scale() && digitsBeforePoint > -type.scale()) {
            BigDecimal scaled = decimal.setScale(type.scale(), RoundingMode.DOWN);
            if (scaled.compareTo(decimal) == 0) {
                return scaled;
            }
        }
        throw new IllegalArgumentException("the value has more digits than the type");
    }

    private static String date(ClickHouseType type, Object value, LocalDate first, LocalDate last) {
        if (!(value instanceof LocalDate date)) {
            return text(type, value);
        }
        if (date.isBefore(first) || date.isAfter(last)) {
            throw new IllegalArgumentException("the date is outside " + first + " to " + last);
        }
        return date.toString();
    }

    private static String enumName(EnumType type, Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return text(type, value);
    }

    static IllegalArgumentException misfit(ClickHouseType type, Object value) {
        return new IllegalArgumentException(
                type.name() + " takes no " + value.getClass().getTypeName());
    }
}
