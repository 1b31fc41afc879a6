package io.peristyle.query;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.MapType;
import io.peristyle.type.TupleType;
import java.lang.reflect.Array;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the text of a parameter and an SQL literal have in common: arrays, tuples, quotes and escapes. */
abstract class LiteralWriter {
    private final StringBuilder out = new StringBuilder();

    /** Writes a value that is neither NULL nor made of others. */
    abstract void scalar(ClickHouseType type, Object value);

    /** Writes a map. */
    abstract void map(MapType type, Map<?, ?> map);

    final String text() {
        return out.toString();
    }

    final void plain(String text) {
        out.append(text);
    }

    final void write(ClickHouseType type, @Nullable Object value) {
        ClickHouseType bare = ParameterText.bare(type);
        if (value == null) {
            requireNullable(type);
            out.append("NULL");
        } else if (bare instanceof ArrayType array) {
            array(array, value);
        } else if (bare instanceof MapType map) {
            if (!(value instanceof Map<?, ?> entries)) {
                throw ScalarText.misfit(type, value);
            }
            map(map, entries);
        } else if (bare instanceof TupleType tuple) {
            tuple(tuple, value);
        } else {
            scalar(bare, value);
        }
    }

    final void entries(MapType type, Map<?, ?> map, String between) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(first ? "" : ",");
            first = false;
            write(type.key(), entry.getKey());
            out.append(between);
            write(type.value(), entry.getValue());
        }
    }

    /** Writes a text in single quotes. */
    final void quoted(ScalarText scalar) {
        out.append('\'');
        escaped(scalar, true);
        out.append('\'');
    }

    /** Writes a text with what the server would take for something else escaped. */
    final void escaped(ScalarText scalar, boolean inQuotes) {
        String text = scalar.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append(inQuotes ? "\\'" : "'");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 0 -> out.append("\\0");
                default -> {
                    if (c >= 0x80 && scalar.form() == ScalarText.Form.BYTES) {
                        out.append(String.format("\\x%02X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }

    static void requireNullable(ClickHouseType type) {
        String text = type.plain().toString();
        if (!text.startsWith("Nullable(")
                && !text.startsWith("LowCardinality(Nullable(")
                && !text.startsWith("Variant(")
                && !text.startsWith("Dynamic")) {
            throw new IllegalArgumentException("the value is null; Nullable(" + type + ") would take it");
        }
    }

    private void array(ArrayType type, Object value) {
        if (type.element().name().equals("UInt8") && value instanceof byte[]) {
            throw new IllegalArgumentException("a byte[] is a String here; give a short[] or int[] for UInt8");
        }
        out.append('[');
        elements(value, type, (element, index) -> type.element());
        out.append(']');
    }

    private void tuple(TupleType type, Object value) {
        int size = type.elements().size();
        out.append('(');
        int written = elements(value, type, (element, index) -> {
            if (index >= size) {
                throw new IllegalArgumentException("the value has more elements than the tuple's " + size);
            }
            return type.elements().get(index).type();
        });
        if (written < size) {
            throw new IllegalArgumentException("the value has " + written + " elements, the tuple " + size);
        }
        out.append(size == 1 ? ",)" : ")");
    }

    private int elements(Object value, ClickHouseType type, ElementType types) {
        int index = 0;
        if (value instanceof Iterable<?> elements) {
            for (Object element : elements) {
                out.append(index == 0 ? "" : ",");
                write(types.of(element, index), element);
                index++;
            }
        } else if (value.getClass().isArray()) {
            for (int length = Array.getLength(value); index < length; index++) {
                out.append(index == 0 ? "" : ",");
                Object element = Array.get(value, index);
                write(types.of(element, index), element);
            }
        } else {
            throw ScalarText.misfit(type, value);
        }
        return index;
    }

    /** Which type the element at an index has. */
    @FunctionalInterface
    private interface ElementType {
        ClickHouseType of(@Nullable Object element, int index);
    }
}
