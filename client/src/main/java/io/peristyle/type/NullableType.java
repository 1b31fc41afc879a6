package io.peristyle.type;

/**
 * {@code Nullable(T)}.
 *
 * @param inner the type of the values that are not NULL
 */
public record NullableType(ClickHouseType inner) implements ClickHouseType {
    @Override
    public String name() {
        return "Nullable";
    }

    @Override
    public String toString() {
        return "Nullable(" + inner + ")";
    }
}
