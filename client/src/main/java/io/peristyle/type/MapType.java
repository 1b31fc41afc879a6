package io.peristyle.type;

/**
 * {@code Map(K, V)}.
 *
 * @param key the type of the keys
 * @param value the type of the values
 */
public record MapType(ClickHouseType key, ClickHouseType value) implements ClickHouseType {
    @Override
    public String name() {
        return "Map";
    }

    @Override
    public String toString() {
        return "Map(" + key + ", " + value + ")";
    }
}
