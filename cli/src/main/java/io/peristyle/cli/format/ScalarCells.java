package io.peristyle.cli.format;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.IntColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.EnumType;
import java.util.HashMap;
import java.util.Map;

/** How to write the types without parts, by shape and name. */
final class ScalarCells {
    private ScalarCells() {}

    static CellWriter of(Column column, TextStyle style, TextDialect dialect) {
        if (column instanceof BytesColumn strings) {
            byte[] bytes = strings.bytes();
            return (out, row) -> StringText.write(out, style, bytes, strings.start(row), strings.end(row));
        }
        if (column instanceof DoubleColumn numbers) {
            return doubles(numbers.values(), style);
        }
        if (column instanceof FloatColumn numbers) {
            return floats(numbers.values(), style);
        }
        if (column instanceof LongColumn longs) {
            return LongCells.of(longs, style, dialect);
        }
        if (column instanceof IntColumn ints) {
            return IntCells.of(ints, style, dialect);
        }
        if (column instanceof ShortColumn shorts) {
            return shorts(shorts, style, dialect);
        }
        if (column instanceof ByteColumn bytes) {
            return bytes(bytes, style);
        }
        if (column instanceof FixedBytesColumn fixed) {
            return FixedCells.of(fixed, style, dialect);
        }
        return other(column, style);
    }

    /** A type that has no text of its own here is written as the text of its Java value. */
    static CellWriter other(Column column, TextStyle style) {
        return (out, row) -> StringText.write(out, style, String.valueOf(column.value(row)));
    }

    /** Puts what {@code text} writes, which needs no escapes, in the quotes of {@code style}. */
    static CellWriter quoted(TextStyle style, CellWriter text) {
        return switch (style) {
            case ESCAPED, PLAIN -> text;
            case QUOTED -> between('\'', text);
            case CSV, JSON -> between('"', text);
        };
    }

    static CellWriter between(char quote, CellWriter text) {
        return (out, row) -> {
            out.put(quote);
            text.write(out, row);
            out.put(quote);
        };
    }

    private static CellWriter doubles(double[] values, TextStyle style) {
        FloatText text = new FloatText();
        if (style != TextStyle.JSON) {
            return (out, row) -> text.write(out, values[row]);
        }
        return (out, row) -> {
            if (Double.isFinite(values[row])) {
                text.write(out, values[row]);
            } else {
                out.putAscii("null");
            }
        };
    }

    private static CellWriter floats(float[] values, TextStyle style) {
        FloatText text = new FloatText();
        if (style != TextStyle.JSON) {
            return (out, row) -> text.write(out, values[row]);
        }
        return (out, row) -> {
            if (Float.isFinite(values[row])) {
                text.write(out, values[row]);
            } else {
                out.putAscii("null");
            }
        };
    }

    private static CellWriter shorts(ShortColumn column, TextStyle style, TextDialect dialect) {
        short[] values = column.values();
        return switch (column.type().plain().name()) {
            case "Int16" -> (out, row) -> out.putLong(values[row]);
            case "UInt16" -> (out, row) -> out.putLong(Short.toUnsignedInt(values[row]));
            case "Date" ->
                quoted(
                        style,
                        (out, row) -> DateText.writeDate(out, Short.toUnsignedInt(values[row]), dialect.narrowDates()));
            case "Enum16" -> {
                Map<Integer, TextBuffer> names = names(column, style);
                yield (out, row) -> writeName(out, names, values[row]);
            }
            case "BFloat16" -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = Float.intBitsToFloat(values[i] << 16);
                }
                yield floats(floats, style);
            }
            default -> other(column, style);
        };
    }

    private static CellWriter bytes(ByteColumn column, TextStyle style) {
        byte[] values = column.values();
        return switch (column.type().plain().name()) {
            case "Int8" -> (out, row) -> out.putLong(values[row]);
            case "UInt8" -> (out, row) -> out.putLong(Byte.toUnsignedInt(values[row]));
            case "Bool" -> (out, row) -> out.putAscii(values[row] == 0 ? "false" : "true");
            case "Enum8" -> {
                Map<Integer, TextBuffer> names = names(column, style);
                yield (out, row) -> writeName(out, names, values[row]);
            }
            default -> other(column, style);
        };
    }

    private static Map<Integer, TextBuffer> names(Column column, TextStyle style) {
        Map<Integer, TextBuffer> names = new HashMap<>();
        if (column.type().plain() instanceof EnumType type) {
            for (EnumType.Value value : type.values()) {
                TextBuffer text = new TextBuffer(32);
                StringText.write(text, style, value.name());
                names.put(value.code(), text);
            }
        }
        return names;
    }

    private static void writeName(TextBuffer out, Map<Integer, TextBuffer> names, int code) {
        TextBuffer name = names.get(code);
        if (name == null) {
            // The server itself refuses such a code; the number is the most that can be said.
            out.putLong(code);
        } else {
            out.put(name);
        }
    }
}
