package io.peristyle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.peristyle.client.ServerText.Place;
import io.peristyle.column.Column;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.Time64Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Java values of types without structure as a server prints them. */
final class LeafText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern ZERO_GROUPS = Pattern.compile("\\b0(:0)+\\b");

    /** From here on, early in 2106, days are the first one. */
    private static final long LAST_OF_LEGACY = 49_710L * 86_400;

    private final ServerVersion version;

    LeafText(ServerVersion version) {
        this.version = version;
    }

    String text(Column column, int row, Place place) {
        Object value = column.value(row);
        if (value instanceof String text) {
            boolean constant = column.type().plain().name().startsWith("Enum");
            byte[] bytes = constant ? text.getBytes(UTF_8) : column.bytesValue(row);
            return string(new String(bytes, ISO_8859_1), place);
        } else if (value instanceof byte[] state) {
            return string(new String(state, ISO_8859_1), place);
        } else if (value instanceof Double || value instanceof Float) {
            return number((Number) value, place);
        } else if (value instanceof BigDecimal decimal) {
            return version == ServerVersion.LEGACY ? decimal.toPlainString() : stripped(decimal);
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String unit = column.type().plain().name();
        if (unit.startsWith("Interval")) {
            return Long.toString(count(value, unit.substring("Interval".length())));
        }
        String text = bare(value, column);
        return place == Place.CELL ? text : place == Place.JSON ? '"' + text + '"' : "'" + text + "'";
    }

    /** The bytes of a string, escaped as its place wants them; as they are without a place. */
    static String string(String bytes, @Nullable Place place) {
        if (place == null) {
            return bytes;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            int known = "\b\f\n\r\t\\".indexOf(c);
            if (known >= 0) {
                text.append('\\').append("bfnrt\\".charAt(known));
            } else if (place == Place.JSON && (c == '"' || c == '/')) {
                text.append('\\').append(c);
            } else if (place == Place.JSON && c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            } else if (place != Place.JSON && (c == 0 || c == '\'')) {
                text.append('\\').append(c == 0 ? '0' : c);
            } else {
                text.append(c);
            }
        }
        if (place == Place.JSON) {
            return '"'
                    + text.toString().replace("\u00e2\u0080\u00a8", "\\u2028").replace("\u00e2\u0080\u00a9", "\\u2029")
                    + '"';
        }
        return place == Place.CELL ? text.toString() : "'" + text + "'";
    }

    private String bare(@Nullable Object value, Column column) {
        if (value instanceof LocalDate date) {
            boolean none = version == ServerVersion.LEGACY && date.toEpochDay() == 0;
            return none ? "0000-00-00" : date.toString();
        } else if (value instanceof ZonedDateTime time) {
            int precision = column.type().plain() instanceof DateTime64Type type ? type.precision() : 0;
            return seconds(time) + fraction(time.getNano(), precision);
        } else if (value instanceof Duration time) {
            int precision = column.type().plain() instanceof Time64Type type ? type.precision() : 0;
            Duration size = time.abs();
            return (time.isNegative() ? "-" : "")
                    + String.format(
                            Locale.ROOT, "%02d:%02d:%02d", size.toHours(), size.toMinutesPart(), size.toSecondsPart())
                    + fraction(size.toNanosPart(), precision);
        } else if (value instanceof InetAddress address) {
            return address(address);
        }
        return String.valueOf(value);
    }

    private String seconds(ZonedDateTime time) {
        if (version == ServerVersion.LEGACY && time.toEpochSecond() == 0) {
            return "0000-00-00 00:00:00";
        } else if (version == ServerVersion.LEGACY && time.toEpochSecond() >= LAST_OF_LEGACY) {
            return SECONDS.format(LocalDate.EPOCH.atTime(time.toLocalTime()));
        }
        return SECONDS.format(time);
    }

    private static String fraction(int nanos, int precision) {
        return precision == 0
                ? ""
                : "." + String.format(Locale.ROOT, "%09d", nanos).substring(0, precision);
    }

    private static long count(@Nullable Object value, String unit) {
        if (value instanceof Period period) {
            return switch (unit) {
                case "Day" -> ChronoUnit.DAYS.between(LocalDate.EPOCH, LocalDate.EPOCH.plus(period));
                case "Week" -> ChronoUnit.WEEKS.between(LocalDate.EPOCH, LocalDate.EPOCH.plus(period));
                case "Month" -> period.toTotalMonths();
                case "Quarter" -> period.toTotalMonths() / 3;
                default -> period.toTotalMonths() / 12;
            };
        }
        Duration duration = (Duration) java.util.Objects.requireNonNull(value);
        ChronoUnit of = ChronoUnit.valueOf(unit.replace("second", "").toUpperCase(Locale.ROOT) + "S");
        return duration.dividedBy(of.getDuration());
    }

    private static String address(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        String groups = address.getHostAddress();
        if (groups.startsWith("0:0:0:0:0:") && groups.matches("0:0:0:0:0:(0|ffff):.*")) {
            boolean only = bytes[10] == 0 && bytes[12] == 0 && bytes[13] == 0;
            if (!only) {
                return (bytes[10] == 0 ? "::" : "::ffff:") + (bytes[12] & 255) + "." + (bytes[13] & 255) + "."
                        + (bytes[14] & 255) + "." + (bytes[15] & 255);
            }
        }
        MatchResult longest = ZERO_GROUPS
                .matcher(groups)
                .results()
                .reduce((a, b) -> b.group().length() > a.group().length() ? b : a)
                .orElse(null);
        if (longest == null) {
            return groups;
        }
        String before = groups.substring(0, longest.start());
        String after = groups.substring(longest.end());
        return (before.endsWith(":") ? before.substring(0, before.length() - 1) : before)
                + "::"
                + (after.startsWith(":") ? after.substring(1) : after);
    }

    private static String stripped(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    private static String number(Number value, Place place) {
        double wide = value.doubleValue();
        if (!Double.isFinite(wide)) {
            return place == Place.JSON ? "null" : Double.isNaN(wide) ? "nan" : wide < 0 ? "-inf" : "inf";
        }
        BigDecimal digits = shortest(value);
        String sign = Double.doubleToRawLongBits(wide) < 0 ? "-" : "";
        int exponent = digits.precision() - digits.scale() - 1;
        if (digits.signum() == 0 || (exponent >= -6 && exponent < 21)) {
            return sign + stripped(digits);
        }
        String all = digits.unscaledValue().toString();
        return sign + all.charAt(0) + (all.length() > 1 ? "." + all.substring(1) : "") + "e" + exponent;
    }

    /** The magnitude in the fewest digits that read back. */
    private static BigDecimal shortest(Number value) {
        BigDecimal exact = new BigDecimal(Math.abs(value.doubleValue()));
        for (int precision = 1; exact.signum() != 0; precision++) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN}) {
                BigDecimal rounded = exact.round(new java.math.MathContext(precision, mode));
                boolean same = value instanceof Float
                        ? rounded.floatValue() == Math.abs(value.floatValue())
                        : rounded.doubleValue() == Math.abs(value.doubleValue());
                if (same) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return BigDecimal.ZERO;
    }
}
