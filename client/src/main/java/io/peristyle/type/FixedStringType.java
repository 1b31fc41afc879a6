package io.peristyle.type;

/**
 * {@code FixedString(N)}.
 *
 * @param length bytes, at least 1
 */
public record FixedStringType(int length) implements ClickHouseType {
    @Override
    public String name() {
        return "FixedString";
    }

    @Override
    public String toString() {
        return "FixedString(" + length + ")";
    }
}
