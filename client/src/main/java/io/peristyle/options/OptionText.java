package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of options from text, and says what would be right where they are wrong. */
final class OptionText {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)");

    private OptionText() {}

    static int integer(String option, String text, int minimum, int maximum) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, with what would be right.
        }
        throw refused(
                option,
                text,
                "a whole number from " + minimum + (maximum == Integer.MAX_VALUE ? "" : " to " + maximum));
    }

    static Duration duration(String option, String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        try {
            if (!matcher.matches()) {
                Duration duration = Duration.parse(text.strip());
                if (!duration.isNegative()) {
                    return duration;
                }
            } else {
                BigDecimal amount = new BigDecimal(matcher.group(1));
                return Duration.ofNanos(amount.multiply(BigDecimal.valueOf(nanos(matcher.group(2))))
                        .toBigInteger()
                        .longValueExact());
            }
        } catch (DateTimeParseException | ArithmeticException | IllegalArgumentException e) {
            // Refused below, with what would be right.
        }
        throw refused(option, text, "a duration with its unit, such as 500ms, 10s, 5m, 1h or PT10S");
    }

    /** As {@link #duration}, but a number without a unit is milliseconds. */
    static Duration durationInMillis(String option, String text) {
        String stripped = text.strip();
        return duration(option, stripped.matches("\\d{1,15}") ? stripped + "ms" : stripped);
    }

    static Duration positive(String option, String text) {
        Duration duration = duration(option, text);
        if (duration.isZero()) {
            throw refused(option, text, "a duration of more than zero, such as 500ms, 10s, 5m or 1h");
        }
        return duration;
    }

    static long bytes(String option, String text, long minimum, long maximum) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (matcher.matches() && matcher.group(1).indexOf('.') < 0) {
            int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                case "", "b" -> 0;
                case "kib", "k" -> 10;
                case "mib", "m" -> 20;
                case "gib", "g" -> 30;
                default -> -1;
            };
            long amount = Long.parseLong(matcher.group(1));
            if (shift >= 0 && amount <= (maximum >> shift) && amount << shift >= minimum) {
                return amount << shift;
            }
        }
        throw refused(
                option, text, "a number of bytes from " + minimum + " to " + maximum + ", such as 1048576 or 1MiB");
    }

    static <E extends Enum<E>> E choice(String option, String text, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.strip().toLowerCase(Locale.ROOT))) {
                return constant;
            }
            names.add(name);
        }
        throw refused(option, text, "one of " + names);
    }

    static boolean flag(String option, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw refused(option, text, "true or false");
        };
    }

    /** A duration as options are written, such as 250ms or 15s. */
    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toString().substring(2).toLowerCase(Locale.ROOT)
                : duration.toMillis() + "ms";
    }

    /** What is between commas, without the space around it. */
    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static long nanos(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException(unit);
        };
    }

    static ConfigurationException refused(String option, String text, String expected) {
        return new ConfigurationException(option + " is '" + text + "'; it takes " + expected);
    }
}
