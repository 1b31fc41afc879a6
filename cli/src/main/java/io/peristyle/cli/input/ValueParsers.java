package io.peristyle.cli.input;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;

/** Finds how to read values of a type: once for the type, not once for each value. */
final class ValueParsers {
    private ValueParsers() {}

    /** How to read the whole text of one value; NULL is the business of who has the text. */
    static ValueParser of(ClickHouseType type) {
        ClickHouseType bare = bare(type);
        if (isComposite(bare)) {
            return text -> new QuotedReader(text).readAll(bare);
        }
        return ScalarParsers.of(bare);
    }

    static boolean isComposite(ClickHouseType type) {
        return type instanceof ArrayType || type instanceof MapType || type instanceof TupleType;
    }

    static boolean isNullable(ClickHouseType type) {
        ClickHouseType plain = type.plain();
        if (plain instanceof VariantType || plain instanceof DynamicType) {
            return true;
        }
        return plain instanceof LowCardinalityType dictionary
                ? isNullable(dictionary.inner())
                : plain instanceof NullableType;
    }

    /** The type without the wrappers that leave its text as it is. */
    static ClickHouseType bare(ClickHouseType type) {
        ClickHouseType plain = type.plain();
        if (plain instanceof NullableType nullable) {
            return bare(nullable.inner());
        }
        return plain instanceof LowCardinalityType dictionary ? bare(dictionary.inner()) : plain;
    }
}
