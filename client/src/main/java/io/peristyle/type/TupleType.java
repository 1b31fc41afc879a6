package io.peristyle.type;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code Tuple(T1, …)} or {@code Tuple(a T1, …)}.
 *
 * @param elements the elements in order; may be empty
 */
public record TupleType(List<Element> elements) implements ClickHouseType {
    public TupleType {
        elements = List.copyOf(elements);
    }

    @Override
    public String name() {
        return "Tuple";
    }

    @Override
    public String toString() {
        return elements.stream().map(Element::toString).collect(Collectors.joining(", ", "Tuple(", ")"));
    }

    /**
     * One element of a tuple.
     *
     * @param name null if the tuple's elements have no names
     * @param type the type of the element
     */
    public record Element(@Nullable String name, ClickHouseType type) {
        @Override
        public String toString() {
            return name == null ? type.toString() : Quoting.identifier(name) + " " + type;
        }
    }
}
