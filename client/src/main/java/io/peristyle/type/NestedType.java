package io.peristyle.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code Nested(a T1, …)} as one column, which tables have with {@code flatten_nested = 0}: arrays of tuples.
 *
 * @param elements the elements in order, each with a name
 */
public record NestedType(List<TupleType.Element> elements) implements ClickHouseType {
    public NestedType {
        elements = List.copyOf(elements);
    }

    @Override
    public String name() {
        return "Nested";
    }

    @Override
    public ClickHouseType plain() {
        return new ArrayType(new TupleType(elements));
    }

    @Override
    public String toString() {
        return elements.stream().map(TupleType.Element::toString).collect(Collectors.joining(", ", "Nested(", ")"));
    }
}
