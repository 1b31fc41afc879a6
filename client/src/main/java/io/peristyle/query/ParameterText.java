package io.peristyle.query;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import org.jspecify.annotations.Nullable;

/**
 * Values as the server reads parameters: {@code a\tb} for a string with a tab, {@code ['a\tb',NULL]} inside of an array,
 * {@code \N} for NULL.
 */
final class ParameterText extends LiteralWriter {
    private ParameterText() {}

    /** @throws IllegalArgumentException if the type does not take such a value, or not this one */
    static String of(ClickHouseType type, @Nullable Object value) {
        if (value == null) {
            requireNullable(type);
            return "\\N";
        }
        ClickHouseType bare = bare(type);
        if (value instanceof Number) {
            // Has nothing to escape.
            return ScalarText.of(bare, value).text();
        }
        ParameterText writer = new ParameterText();
        if (bare instanceof ArrayType || bare instanceof MapType || bare instanceof TupleType) {
            writer.write(bare, value);
        } else if (bare.name().equals("Identifier")) {
            return ScalarText.of(bare, value).text();
        } else {
            ScalarText scalar = ScalarText.of(bare, value);
            writer.escaped(scalar, false);
        }
        return writer.text();
    }

    static ClickHouseType bare(ClickHouseType type) {
        ClickHouseType plain = type.plain();
        if (plain instanceof LowCardinalityType low) {
            return bare(low.inner());
        }
        return plain instanceof NullableType nullable ? bare(nullable.inner()) : plain;
    }

    @Override
    void scalar(ClickHouseType type, Object value) {
        ScalarText scalar = ScalarText.of(type, value);
        if (scalar.form() == ScalarText.Form.PLAIN) {
            plain(scalar.text());
        } else {
            quoted(scalar);
        }
    }

    @Override
    void map(MapType type, java.util.Map<?, ?> map) {
        plain("{");
        entries(type, map, ":");
        plain("}");
    }
}
