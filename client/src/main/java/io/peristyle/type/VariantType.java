package io.peristyle.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code Variant(T1, …)}: each value is NULL or of one of these types.
 *
 * @param members the types in the server's order
 */
public record VariantType(List<ClickHouseType> members) implements ClickHouseType {
    public VariantType {
        members = List.copyOf(members);
    }

    @Override
    public String name() {
        return "Variant";
    }

    @Override
    public String toString() {
        return members.stream().map(ClickHouseType::toString).collect(Collectors.joining(", ", "Variant(", ")"));
    }
}
