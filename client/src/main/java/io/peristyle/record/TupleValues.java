package io.peristyle.record;

import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of a tuple: records as lists of their components, by the elements' names, else in order. */
final class TupleValues implements NestedValues {
    private final List<TupleType.Element> elements;
    private final List<NestedValues> values;
    /** The components of the records that came last; replaced as a whole. */
    private @Nullable Components last;

    TupleValues(TupleType type) {
        elements = type.elements();
        values = elements.stream()
                .map(element -> NestedValues.of(element.type()))
                .toList();
    }

    /** For each element, the component of records of {@code type} that it is taken from. */
    private record Components(Class<?> type, List<Property> properties) {}

    @Override
    public @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record) {
            List<Property> properties = components(value.getClass()).properties();
            List<@Nullable Object> list = new ArrayList<>(properties.size());
            for (int i = 0; i < properties.size(); i++) {
                list.add(values.get(i).plain(read(properties.get(i), value)));
            }
            return list;
        } else if (value instanceof Object[] array) {
            return plain(Arrays.asList(array));
        } else if (value instanceof List<?> list && list.size() == values.size()) {
            List<@Nullable Object> plain = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                plain.add(values.get(i).plain(list.get(i)));
            }
            return plain;
        }
        return value;
    }

    private Components components(Class<?> type) {
        Components known = last;
        if (known == null || known.type() != type) {
            known = new Components(type, match(type));
            last = known;
        }
        return known;
    }

    private List<Property> match(Class<?> type) {
        List<Property> properties = CompiledShape.of(type).properties();
        if (properties.size() != elements.size()) {
            throw new IllegalArgumentException("the tuple has " + elements.size() + " elements, " + type.getName() + " "
                    + properties.size() + " components");
        }
        List<String> names = elements.stream()
                .map(TupleType.Element::name)
                .filter(Objects::nonNull)
                .toList();
        if (names.isEmpty()) {
            return properties;
        }
        int[] matches =
                ColumnNames.match(names, properties.stream().map(Property::name).toList(), type.getName());
        List<Property> matched = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            matched.add(properties.get(componentOf(matches, i, names.get(i), type)));
        }
        return matched;
    }

    private static int componentOf(int[] matches, int element, String name, Class<?> type) {
        for (int component = 0; component < matches.length; component++) {
            if (matches[component] == element) {
                return component;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no component for the element " + name);
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
