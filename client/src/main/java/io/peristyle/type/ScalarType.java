package io.peristyle.type;

/**
 * A type without arguments, such as {@code Int32}, {@code String}, {@code Date} or {@code UUID}.
 *
 * @param name the name in the server's spelling
 */
public record ScalarType(String name) implements ClickHouseType {
    @Override
    public String toString() {
        return name;
    }
}
