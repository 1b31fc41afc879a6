package io.peristyle.query;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
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
    static Parameter parameter(String name, ClickHouseType type, @Nullable Object value) {
        ClickHouseType bare = bare(type);
        if (value == null || isComposite(bare) || bare instanceof DateTimeType || bare instanceof DateTime64Type) {
            return new Parameter(name, of(type, value), ParameterLiteral.of(type, value));
        }
        // The literal follows from the text, which cannot change any more, whatever becomes of the value.
        ScalarText scalar = ScalarText.of(bare, value);
        return new Parameter(name, ofScalar(bare, scalar), () -> ParameterLiteral.ofScalar(type, scalar));
    }

    /** @throws IllegalArgumentException if the type does not take such a value, or not this one */
    static String of(ClickHouseType type, @Nullable Object value) {
        if (value == null) {
            requireNullable(type);
            return "\\N";
        }
        ClickHouseType bare = bare(type);
        if (isComposite(bare) && value instanceof CharSequence text) {
            return text.toString();
        }
        if (isComposite(bare)) {
            ParameterText writer = new ParameterText();
            writer.write(bare, value);
            return writer.text();
        }
        return ofScalar(bare, ScalarText.of(bare, value));
    }

    private static String ofScalar(ClickHouseType bare, ScalarText scalar) {
        if (scalar.form() == ScalarText.Form.PLAIN || bare.name().equals("Identifier")) {
            // Has nothing to escape, or must not have it escaped.
            return scalar.text();
        }
        ParameterText writer = new ParameterText();
        writer.escaped(scalar, false);
        return writer.text();
    }

    static boolean isComposite(ClickHouseType bare) {
        return bare instanceof ArrayType || bare instanceof MapType || bare instanceof TupleType;
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
