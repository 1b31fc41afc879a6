package io.peristyle.type;

/**
 * {@code LowCardinality(T)}.
 *
 * @param inner the type of the dictionary's values; may be nullable
 */
public record LowCardinalityType(ClickHouseType inner) implements ClickHouseType {
    @Override
    public String name() {
        return "LowCardinality";
    }

    @Override
    public String toString() {
        return "LowCardinality(" + inner + ")";
    }
}
