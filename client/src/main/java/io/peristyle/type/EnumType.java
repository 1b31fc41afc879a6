package io.peristyle.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code Enum8('a' = 1, …)} or {@code Enum16(…)}.
 *
 * @param bits 8 or 16
 * @param values the values in the server's order: by code, rising
 */
public record EnumType(int bits, List<Value> values) implements ClickHouseType {
    public EnumType {
        values = List.copyOf(values);
    }

    @Override
    public String name() {
        return "Enum" + bits;
    }

    @Override
    public String toString() {
        return values.stream().map(Value::toString).collect(Collectors.joining(", ", name() + "(", ")"));
    }

    /**
     * One value of an enum.
     *
     * @param name any text
     * @param code the number that stands for it on the wire
     */
    public record Value(String name, int code) {
        @Override
        public String toString() {
            return Quoting.literal(name) + " = " + code;
        }
    }
}
