package io.peristyle.query;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DecimalType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.ScalarType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one type that all elements of an array, or all keys or values of a map, fit in. */
final class CommonType {
    private static final List<String> WIDENING = List.of("Int8", "Int16", "Int32", "Int64", "Int128", "Int256");

    private CommonType() {}

    /** @throws IllegalArgumentException if there is none */
    static ClickHouseType of(Iterable<?> elements) {
        return of(elements, 0);
    }

    /** The same of elements that lie {@code depth} deep in others. */
    static ClickHouseType of(Iterable<?> elements, int depth) {
        ClickHouseType common = null;
        boolean nulls = false;
        for (Object element : elements) {
            if (element == null) {
                nulls = true;
            } else {
                ClickHouseType type = ParameterTypes.of(element, depth);
                common = common == null ? type : of(common, type);
            }
        }
        ClickHouseType type = common == null ? new ScalarType("Nothing") : common;
        if (nulls && (type instanceof ArrayType || type instanceof MapType)) {
            throw new IllegalArgumentException("one of its elements is null, which an " + type + " cannot be");
        }
        return nulls ? new NullableType(type) : type;
    }

    private static ClickHouseType of(ClickHouseType a, ClickHouseType b) {
        if (a.equals(b)) {
            return a;
        }
        ClickHouseType common = a instanceof NullableType || b instanceof NullableType ? nullable(a, b) : known(a, b);
        if (common == null) {
            throw new IllegalArgumentException("its elements are of the types " + a + " and " + b);
        }
        return common;
    }

    private static ClickHouseType nullable(ClickHouseType a, ClickHouseType b) {
        return new NullableType(of(bare(a), bare(b)));
    }

    private static ClickHouseType bare(ClickHouseType type) {
        return type instanceof NullableType nullable ? nullable.inner() : type;
    }

    private static @Nullable ClickHouseType known(ClickHouseType a, ClickHouseType b) {
        if (a.name().equals("Nothing") || b.name().equals("Nothing")) {
            return a.name().equals("Nothing") ? b : a;
        }
        int wider = Math.max(WIDENING.indexOf(a.name()), WIDENING.indexOf(b.name()));
        if (WIDENING.contains(a.name()) && WIDENING.contains(b.name())) {
            return new ScalarType(WIDENING.get(wider));
        }
        if (a instanceof ArrayType left && b instanceof ArrayType right) {
            return new ArrayType(of(left.element(), right.element()));
        } else if (a instanceof MapType left && b instanceof MapType right) {
            return new MapType(of(left.key(), right.key()), of(left.value(), right.value()));
        } else if (a instanceof DecimalType left && b instanceof DecimalType right) {
            int scale = Math.max(left.scale(), right.scale());
            int digits = scale + Math.max(left.precision() - left.scale(), right.precision() - right.scale());
            return new DecimalType(Math.min(76, digits), scale);
        } else if (a instanceof DateTime64Type left
                && b instanceof DateTime64Type right
                && Objects.equals(left.zone(), right.zone())) {
            return new DateTime64Type(Math.min(left.precision(), right.precision()), left.zone());
        }
        return knownNames(a.name(), b.name());
    }

    private static @Nullable ClickHouseType knownNames(String a, String b) {
        List<String> names = List.of(a, b);
        if (names.contains("Float32") && names.contains("Float64")) {
            return new ScalarType("Float64");
        } else if (names.contains("Date") && names.contains("Date32")) {
            return new ScalarType("Date32");
        }
        return null;
    }
}
