package io.peristyle.record;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records inside of values as the lists that tuples take. */
final class NestedValues {
    private NestedValues() {}

    /** The value with each record in the place of a tuple as the list of its components; itself if there is none. */
    static @Nullable Object plain(@Nullable Object value, ClickHouseType declared) {
        ClickHouseType type = declared.plain();
        if (value == null || !mayHoldTuple(type)) {
            return value;
        }
        if (type instanceof NullableType nullable) {
            return plain(value, nullable.inner());
        } else if (type instanceof TupleType tuple && value instanceof Record) {
            return elements(value, tuple);
        } else if (type instanceof ArrayType array && value instanceof Iterable<?> elements) {
            List<@Nullable Object> list = new ArrayList<>();
            elements.forEach(element -> list.add(plain(element, array.element())));
            return list;
        } else if (type instanceof MapType mapType && value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, entry) -> plain.put(plain(key, mapType.key()), plain(entry, mapType.value())));
            return plain;
        }
        return value;
    }

    private static boolean mayHoldTuple(ClickHouseType declared) {
        ClickHouseType type = declared.plain();
        return type instanceof TupleType
                || (type instanceof ArrayType array && mayHoldTuple(array.element()))
                || (type instanceof MapType map && (mayHoldTuple(map.key()) || mayHoldTuple(map.value())))
                || (type instanceof NullableType nullable && mayHoldTuple(nullable.inner()));
    }

    private static List<@Nullable Object> elements(Object value, TupleType type) {
        List<Property> properties = CompiledShape.of(value.getClass()).properties();
        if (properties.size() != type.elements().size()) {
            throw new IllegalArgumentException(
                    "the tuple has " + type.elements().size() + " elements, "
                            + value.getClass().getName() + " " + properties.size() + " components");
        }
        List<String> names = type.elements().stream()
                .map(TupleType.Element::name)
                .filter(Objects::nonNull)
                .toList();
        int[] matches = ColumnNames.match(
                names,
                properties.stream().map(Property::name).toList(),
                value.getClass().getName());
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            TupleType.Element element = type.elements().get(i);
            String name = element.name();
            int component = name == null ? i : componentOf(matches, i);
            if (component < 0) {
                throw new IllegalArgumentException(
                        value.getClass().getName() + " has no component for the element " + name);
            }
            elements.add(plain(read(properties.get(component), value), element.type()));
        }
        return elements;
    }

    private static int componentOf(int[] matches, int element) {
        for (int component = 0; component < matches.length; component++) {
            if (matches[component] == element) {
                return component;
            }
        }
        return -1;
    }

    private static @Nullable Object read(Property property, Object value) {
        try {
            return property.getter() == null ? null : property.getter().invoke(value);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
