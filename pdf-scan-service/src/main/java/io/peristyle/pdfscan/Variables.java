package io.peristyle.pdfscan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Environment variables, read as what they should be. */
final class Variables {
    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    String text(String name, String fallback) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }

    int integer(String name, int fallback, int minimum, int maximum) {
        String value = text(name, Integer.toString(fallback));
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= minimum && number <= maximum) {
                return number;
            }
        }
        throw new SettingException(name + " is \"" + value + "\"; set it to a whole number from " + minimum + " to "
                + maximum + ", or leave it out for " + fallback);
    }

    Duration seconds(String name, int fallback, int minimum, int maximum) {
        return Duration.ofSeconds(integer(name, fallback, minimum, maximum));
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        String value = text(name, fallback.name());
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        throw new SettingException(name + " is \"" + value + "\"; set it to " + choices);
    }
}
