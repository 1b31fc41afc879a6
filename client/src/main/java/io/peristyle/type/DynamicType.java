package io.peristyle.type;

import org.jspecify.annotations.Nullable;

/**
 * {@code Dynamic} or {@code Dynamic(max_types=N)}: each value is NULL or of any type, which comes with it.
 *
 * @param maximumTypes how many types a column keeps apart, 0 to 254; null: the server's default, 32
 */
public record DynamicType(@Nullable Integer maximumTypes) implements ClickHouseType {
    @Override
    public String name() {
        return "Dynamic";
    }

    @Override
    public String toString() {
        return maximumTypes == null ? "Dynamic" : "Dynamic(max_types=" + maximumTypes + ")";
    }
}
