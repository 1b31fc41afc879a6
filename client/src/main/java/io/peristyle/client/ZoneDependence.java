package io.peristyle.client;

import io.peristyle.query.TableColumn;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import java.util.List;

/**
 * Whether the values of columns may differ between servers of different time zones: times whose type names no zone do, and a
 * Dynamic or JSON may have some.
 */
final class ZoneDependence {
    private ZoneDependence() {}

    static boolean of(List<TableColumn> columns) {
        return columns.stream().anyMatch(column -> isIn(column.type()));
    }

    private static boolean isIn(ClickHouseType named) {
        ClickHouseType type = named.plain();
        if (type instanceof DateTimeType time) {
            return time.zone() == null;
        }
        if (type instanceof DateTime64Type time) {
            return time.zone() == null;
        }
        if (type instanceof NullableType nullable) {
            return isIn(nullable.inner());
        }
        if (type instanceof LowCardinalityType words) {
            return isIn(words.inner());
        }
        if (type instanceof ArrayType array) {
            return isIn(array.element());
        }
        if (type instanceof MapType map) {
            return isIn(map.key()) || isIn(map.value());
        }
        if (type instanceof TupleType tuple) {
            return tuple.elements().stream().anyMatch(element -> isIn(element.type()));
        }
        if (type instanceof VariantType variant) {
            return variant.members().stream().anyMatch(ZoneDependence::isIn);
        }
        return type instanceof DynamicType || type instanceof JsonType;
    }
}
