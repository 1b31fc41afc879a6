package io.peristyle.type;

/**
 * A type with arguments that this version of the client does not look into, such as {@code Object('json')}. It can be
 * named and printed, not read or written.
 *
 * @param name the name before the parentheses
 * @param arguments the text between the parentheses
 */
public record OpaqueType(String name, String arguments) implements ClickHouseType {
    @Override
    public String toString() {
        return name + "(" + arguments + ")";
    }
}
