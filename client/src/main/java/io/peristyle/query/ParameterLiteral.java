package io.peristyle.query;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.MapType;
import io.peristyle.type.Quoting;
import org.jspecify.annotations.Nullable;

/** Values as SQL, for servers that do not know parameters: {@code 'a'}, {@code CAST([1, 2] AS Array(Int64))}. */
final class ParameterLiteral extends LiteralWriter {
    private ParameterLiteral() {}

    /** @throws IllegalArgumentException if the type does not take such a value, or not this one */
    static String of(ClickHouseType type, @Nullable Object value) {
        ParameterLiteral writer = new ParameterLiteral();
        if (value != null && type.name().equals("Identifier")) {
            return Quoting.identifier(ScalarText.of(type, value).text());
        }
        if (value != null && type.name().equals("String")) {
            writer.scalar(type, value);
            return writer.text();
        }
        writer.plain("CAST(");
        if (value instanceof CharSequence text && ParameterText.isComposite(ParameterText.bare(type))) {
            writer.quoted(new ScalarText(text.toString(), ScalarText.Form.QUOTED));
        } else {
            writer.write(type, value);
        }
        return writer.text() + " AS " + type + ")";
    }

    /**
     * What {@link #of} makes of the value that has this text, unless that is null, made of others or a time.
     */
    static String ofScalar(ClickHouseType type, ScalarText scalar) {
        ParameterLiteral writer = new ParameterLiteral();
        if (type.name().equals("Identifier")) {
            return Quoting.identifier(scalar.text());
        }
        if (type.name().equals("String")) {
            writer.text(type, scalar);
            return writer.text();
        }
        writer.plain("CAST(");
        writer.text(ParameterText.bare(type), scalar);
        return writer.text() + " AS " + type + ")";
    }

    @Override
    void scalar(ClickHouseType type, Object value) {
        ScalarText scalar = ScalarText.of(type, value);
        Long seconds = type instanceof DateTimeType moment ? TimeText.epochSecond(moment, value) : null;
        if (seconds != null) {
            // Old servers read a text in their own zone, whatever zone the type names.
            plain("toUInt32(" + seconds + ")");
        } else {
            text(type, scalar);
        }
    }

    private void text(ClickHouseType type, ScalarText scalar) {
        if (scalar.form() != ScalarText.Form.PLAIN) {
            if (isUnixTime(type, scalar.text())) {
                unixTime(type, scalar.text());
            } else {
                quoted(scalar);
            }
        } else if (type instanceof DecimalType || scalar.text().length() > 18) {
            // As a number it would be read as a Float64.
            quoted(new ScalarText(scalar.text(), ScalarText.Form.QUOTED));
        } else {
            plain(scalar.text());
        }
    }

    @Override
    void map(MapType type, java.util.Map<?, ?> map) {
        plain("map(");
        entries(type, map, ", ");
        plain(")");
    }

    private static boolean isUnixTime(ClickHouseType type, String text) {
        return type instanceof DateTime64Type && text.matches("\\d{10,}(\\.\\d+)?");
    }

    private void unixTime(ClickHouseType type, String text) {
        if (type instanceof DateTime64Type ticks && ticks.precision() > 0) {
            plain("toDecimal64('" + text + "', " + ticks.precision() + ")");
        } else {
            plain("toUInt32(" + Long.parseLong(text) + ")");
        }
    }
}
