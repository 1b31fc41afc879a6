package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import io.peristyle.error.DataException;
import io.peristyle.type.EnumType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of an enum type by their codes, and the codes by their names. */
final class EnumNames {
    private static final int SHOWN = 20;

    private final EnumType type;
    /** Ranges of so many codes are kept as an array however few names there are. */
    private static final int SMALL_RANGE = 256;

    private static final int CODES_PER_NAME = 4;

    private final int least;

    /** By code, from the least on; empty where the codes lie too far apart. */
    private final @Nullable String[] names;

    private final Map<Integer, String> scattered = new HashMap<>();
    private final Map<String, Integer> codes;

    EnumNames(EnumType type) {
        this.type = type;
        this.least = type.values().stream().mapToInt(EnumType.Value::code).min().orElse(0);
        int most = type.values().stream().mapToInt(EnumType.Value::code).max().orElse(-1);
        int range = most - least + 1;
        boolean dense =
                range <= Math.max(SMALL_RANGE, CODES_PER_NAME * type.values().size());
        this.names = new @Nullable String[dense ? range : 0];
        this.codes = new HashMap<>();
        for (EnumType.Value value : type.values()) {
            if (dense) {
                names[value.code() - least] = value.name();
            } else {
                scattered.put(value.code(), value.name());
            }
            codes.put(value.name(), value.code());
        }
    }

    /** The name of the value of {@code code}, which stands in {@code row}. */
    String name(int code, int row) {
        int index = code - least;
        String name = index < 0 || index >= names.length ? scattered.get(code) : names[index];
        if (name == null) {
            throw new DataException("row " + row + ": " + type.name() + " has no value of code " + code);
        }
        return name;
    }

    /** The code that stands for {@code value}. */
    int code(Object value) {
        if (!(value instanceof CharSequence) && !(value instanceof Enum<?>)) {
            throw Refusal.ofClass(takes(), value);
        }
        Integer code = codes.get(value instanceof Enum<?> constant ? constant.name() : value.toString());
        if (code == null) {
            throw Refusal.ofValue(takes(), "is another");
        }
        return code;
    }

    /** The code of the first value, which is the server's default. */
    int defaultCode() {
        return type.values().isEmpty() ? 0 : type.values().get(0).code();
    }

    String takes() {
        return type.values().stream()
                .limit(SHOWN)
                .map(EnumType.Value::name)
                .collect(Collectors.joining(
                        ", ",
                        type.name() + " takes the names of its values as text or as enum constants: ",
                        type.values().size() > SHOWN ? ", …" : ""));
    }

    static @Nullable RowReader reader(Column column, Class<?> target) {
        if (target.isAssignableFrom(String.class)) {
            return column::stringValue;
        }
        return target.isEnum() ? new EnumConstants(target).reader(column) : null;
    }
}
