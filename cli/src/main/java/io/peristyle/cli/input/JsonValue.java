package io.peristyle.cli.input;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.MapType;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values of one type, as Java values. Not thread-safe. */
final class JsonValue {
    private final JsonText text;
    private final Field scalar;
    private final @Nullable List<JsonValue> elements;
    private final ClickHouseType bare;

    JsonValue(JsonText text, String name, ClickHouseType type) {
        this.text = text;
        this.bare = ValueParsers.bare(type);
        this.scalar = new Field(name, type);
        if (bare instanceof ArrayType array) {
            elements = List.of(new JsonValue(text, name, array.element()));
        } else if (bare instanceof TupleType tuple) {
            elements = tuple.elements().stream()
                    .map(element -> new JsonValue(text, name, element.type()))
                    .toList();
        } else if (bare instanceof MapType map) {
            elements = List.of(new JsonValue(text, name, map.key()), new JsonValue(text, name, map.value()));
        } else {
            elements = null;
        }
    }

    @Nullable
    Object read() throws IOException {
        int first = text.peek();
        if (elements != null && first != 'n' && first != '"') {
            if (bare instanceof MapType) {
                return map(elements.get(0), elements.get(1));
            }
            return bare instanceof TupleType tuple ? tuple(tuple, elements) : array(elements.get(0));
        }
        if (bare instanceof JsonType && first == '{') {
            return new String(text.raw(), StandardCharsets.UTF_8);
        }
        if (bare instanceof DynamicType || bare instanceof VariantType) {
            return new JsonAny(text).read();
        }
        long line = text.source().line();
        long column = text.source().column();
        if (first == '[' || first == '{') {
            throw text.source().failure("a list or an object for " + scalar);
        }
        return scalar.parse(first == '"' ? text.string() : wordOrNull(), line, column);
    }

    private byte @Nullable [] wordOrNull() throws IOException {
        byte[] word = text.word();
        return Arrays.equals(word, new byte[] {'n', 'u', 'l', 'l'}) ? null : word;
    }

    private List<@Nullable Object> array(JsonValue element) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        text.expect('[');
        while (!text.takes(']')) {
            comma(values.isEmpty());
            values.add(element.read());
        }
        return values;
    }

    private Object tuple(TupleType type, List<JsonValue> parts) throws IOException {
        @Nullable Object[] values = new @Nullable Object[parts.size()];
        boolean named = text.peek() == '{';
        text.expect(named ? '{' : '[');
        for (int i = 0; !text.takes(named ? '}' : ']'); i++) {
            comma(i == 0);
            int index = named ? index(type) : i;
            if (index >= values.length) {
                throw text.source().failure("more than the " + values.length + " elements of " + scalar);
            }
            values[index] = parts.get(index).read();
        }
        return Arrays.asList(values);
    }

    private int index(TupleType type) throws IOException {
        String name = new String(text.string(), StandardCharsets.UTF_8);
        text.expect(':');
        for (int i = 0; i < type.elements().size(); i++) {
            if (name.equals(type.elements().get(i).name())) {
                return i;
            }
        }
        throw text.source().failure(scalar + " has no element " + name);
    }

    private Map<@Nullable Object, @Nullable Object> map(JsonValue key, JsonValue value) throws IOException {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        text.expect('{');
        while (!text.takes('}')) {
            comma(values.isEmpty());
            Object name = key.read();
            text.expect(':');
            values.put(name instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : name, value.read());
        }
        return values;
    }

    private void comma(boolean first) throws IOException {
        if (!first) {
            text.expect(',');
        }
    }
}
