package io.peristyle.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type without arguments that is another one under a name of its own, such as {@code Point}.
 *
 * @param name the name in the server's spelling
 * @param plain the type that its values are of
 */
public record NamedType(String name, ClickHouseType plain) implements ClickHouseType {
    private static final ClickHouseType FLOAT = new ScalarType("Float64");
    private static final NamedType POINT = new NamedType(
            "Point", new TupleType(List.of(new TupleType.Element(null, FLOAT), new TupleType.Element(null, FLOAT))));
    private static final NamedType RING = new NamedType("Ring", new ArrayType(POINT));
    private static final NamedType LINE_STRING = new NamedType("LineString", new ArrayType(POINT));
    private static final NamedType POLYGON = new NamedType("Polygon", new ArrayType(RING));
    private static final NamedType MULTI_LINE_STRING = new NamedType("MultiLineString", new ArrayType(LINE_STRING));
    private static final NamedType MULTI_POLYGON = new NamedType("MultiPolygon", new ArrayType(POLYGON));
    private static final NamedType GEOMETRY = new NamedType(
            "Geometry", new VariantType(List.of(LINE_STRING, MULTI_LINE_STRING, MULTI_POLYGON, POINT, POLYGON, RING)));
    private static final Map<String, NamedType> KNOWN = Map.of(
            "Point", POINT,
            "Ring", RING,
            "LineString", LINE_STRING,
            "Polygon", POLYGON,
            "MultiLineString", MULTI_LINE_STRING,
            "MultiPolygon", MULTI_POLYGON,
            "Geometry", GEOMETRY);

    /** The type of this name; null if it stands for no other. */
    static @Nullable NamedType of(String name) {
        return KNOWN.get(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
