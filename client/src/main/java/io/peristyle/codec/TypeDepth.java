package io.peristyle.codec;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.JsonType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import java.util.List;

/** How deep types are nested in one another: 1 for those without any inside. */
final class TypeDepth {
    private TypeDepth() {}

    static int of(ClickHouseType type) {
        int deepest = 0;
        for (ClickHouseType inner : inside(type.plain())) {
            deepest = Math.max(deepest, of(inner));
        }
        return 1 + deepest;
    }

    private static List<ClickHouseType> inside(ClickHouseType type) {
        if (type instanceof ArrayType array) {
            return List.of(array.element());
        } else if (type instanceof NullableType nullable) {
            return List.of(nullable.inner());
        } else if (type instanceof LowCardinalityType low) {
            return List.of(low.inner());
        } else if (type instanceof MapType map) {
            return List.of(map.key(), map.value());
        } else if (type instanceof TupleType tuple) {
            return tuple.elements().stream().map(TupleType.Element::type).toList();
        } else if (type instanceof VariantType variant) {
            return variant.members();
        }
        return type instanceof JsonType json
                ? json.paths().stream().map(JsonType.Path::type).toList()
                : List.of();
    }
}
