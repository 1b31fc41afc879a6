package io.peristyle.type;

/**
 * {@code Array(T)}.
 *
 * @param element the type of the elements
 */
public record ArrayType(ClickHouseType element) implements ClickHouseType {
    @Override
    public String name() {
        return "Array";
    }

    @Override
    public String toString() {
        return "Array(" + element + ")";
    }
}
