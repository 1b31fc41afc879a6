package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.type.JsonType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects JSON objects: all of a block as texts, which the server parses, or all as maps, whose values keep the types that
 * their classes suggest.
 */
final class JsonBuilder implements ColumnBuilder {
    private static final int MOST_PATHS = 10_000;

    private final JsonCodec codec;
    private final List<ColumnBuilder> typed = new ArrayList<>();
    private final Map<String, Integer> typedPlaces = new LinkedHashMap<>();
    private final Map<String, DynamicBuilder> dynamic = new LinkedHashMap<>();
    private final SkippedPaths skipped;
    /** Of rows that were refused half-way, for each path the values that were taken before. */
    private final Map<String, StrayRows> stray = new LinkedHashMap<>();
    /** Not null from the first text on. */
    private @Nullable ColumnBuilder texts;

    private int defaultsBefore;
    private int rows;

    JsonBuilder(JsonCodec codec) {
        this.codec = codec;
        skipped = new SkippedPaths(codec.type());
        for (JsonType.Path path : codec.type().paths()) {
            typedPlaces.put(path.name(), typed.size());
            typed.add(codec.typed().get(typed.size()).builder(0));
        }
    }

    private String takes() {
        return codec.type().name() + " takes JSON text or a Map from texts, one of both in a block";
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null) {
            throw Refusal.ofNull(takes());
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map);
        } else if (value instanceof CharSequence || value instanceof byte[]) {
            appendText(value);
        } else {
            throw Refusal.ofClass(takes(), value);
        }
    }

    private void appendText(Object value) {
        if (texts == null) {
            if (rows > defaultsBefore) {
                throw Refusal.ofValue(takes(), "is a text, one before it a Map");
            }
            texts = codec.text().builder(0);
            for (int i = 0; i < rows; i++) {
                texts.append("{}");
            }
        }
        texts.append(value);
        rows++;
    }

    private void appendMap(Map<?, ?> map) {
        Nesting.check(map);
        Map<String, Consumer<ColumnBuilder>> values = new LinkedHashMap<>();
        flatten("", map, values);
        appendPaths(values);
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof JsonColumn objects) {
            appendPaths(paths(objects, row));
        } else {
            append(ExactText.of(column, row));
        }
    }

    private Map<String, Consumer<ColumnBuilder>> paths(JsonColumn objects, int row) {
        Map<String, Consumer<ColumnBuilder>> values = new LinkedHashMap<>();
        objects.typed().forEach(path -> put(path.name(), path.values(), row, values));
        objects.dynamic().forEach(path -> putIfThere(path.name(), path.values(), row, values));
        List<Column> shared = ((TupleColumn) objects.shared().elements()).elements();
        for (int i = objects.shared().start(row); i < objects.shared().end(row); i++) {
            putIfThere(shared.get(0).stringValue(i), shared.get(1), i, values);
        }
        return values;
    }

    /** Without a type of its own, NULL is a path that the row does not have. */
    private void putIfThere(String path, Column column, int row, Map<String, Consumer<ColumnBuilder>> values) {
        if (!column.isNull(row)) {
            put(path, column, row, values);
        }
    }

    private void put(String path, Column column, int row, Map<String, Consumer<ColumnBuilder>> values) {
        if (typedPlaces.containsKey(path) || (!column.isNull(row) && !skipped.matches(path))) {
            putOnce(path, builder -> builder.appendFrom(column, row), values);
        }
    }

    private void putOnce(String path, Consumer<ColumnBuilder> value, Map<String, Consumer<ColumnBuilder>> values) {
        if (values.put(path, value) != null) {
            throw Refusal.ofValue(takes(), "has a path twice");
        }
    }

    private void appendPaths(Map<String, Consumer<ColumnBuilder>> values) {
        if (texts != null) {
            throw Refusal.ofValue(takes(), "is a Map, one before it a text");
        }
        int added = 0;
        try {
            for (Map.Entry<String, Consumer<ColumnBuilder>> entry : values.entrySet()) {
                entry.getValue().accept(builder(entry.getKey()));
                added++;
            }
        } catch (RuntimeException e) {
            throw refusedAfter(added, values.keySet(), e);
        }
        fill();
    }

    /** Marks what was added, since no builder can take a value back. */
    private RuntimeException refusedAfter(int added, Set<String> paths, RuntimeException refusal) {
        int index = 0;
        for (String path : paths) {
            if (index++ < added) {
                stray.computeIfAbsent(path, name -> new StrayRows())
                        .add(builder(path).size() - 1, builder(path).size());
            }
        }
        return refusal;
    }

    private void flatten(String prefix, Map<?, ?> map, Map<String, Consumer<ColumnBuilder>> values) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof CharSequence key)) {
                throw Refusal.ofValue(takes(), "has a key that is no text");
            }
            String path = prefix + key;
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && !typedPlaces.containsKey(path)) {
                flatten(path + ".", inner, values);
            } else if (typedPlaces.containsKey(path) || (value != null && !skipped.matches(path))) {
                putOnce(path, builder -> builder.append(value), values);
            }
        }
    }

    private ColumnBuilder builder(String path) {
        Integer place = typedPlaces.get(path);
        if (place != null) {
            return typed.get(place);
        }
        DynamicBuilder known = dynamic.get(path);
        if (known == null) {
            if (dynamic.size() == MOST_PATHS) {
                throw Refusal.ofValue(takes(), "has a path beyond the " + MOST_PATHS + " of a block; pass text");
            }
            known = new DynamicBuilder(codec.dynamic().type(), codec.codecs());
            for (int i = 0; i < rows; i++) {
                known.appendDefault();
            }
            dynamic.put(path, known);
        }
        return known;
    }

    private void fill() {
        rows++;
        typedPlaces.forEach((path, place) -> fill(path, typed.get(place)));
        dynamic.forEach(this::fill);
    }

    private void fill(String path, ColumnBuilder builder) {
        StrayRows strays = stray.get(path);
        if (builder.size() - (strays == null ? 0 : strays.size()) < rows) {
            builder.appendDefault();
        }
    }

    @Override
    public void appendDefault() {
        if (texts != null) {
            texts.append("{}");
            rows++;
        } else {
            defaultsBefore += rows == defaultsBefore ? 1 : 0;
            fill();
        }
    }

    @Override
    public int size() {
        return rows;
    }

    @Override
    public long bytes() {
        if (texts != null) {
            return texts.bytes();
        }
        return rows
                + typed.stream().mapToLong(ColumnBuilder::bytes).sum()
                + dynamic.values().stream().mapToLong(DynamicBuilder::bytes).sum();
    }

    @Override
    public Column build() {
        Column built = objects();
        if (texts != null) {
            built = texts.build();
        }
        texts = null;
        dynamic.clear();
        stray.clear();
        rows = 0;
        defaultsBefore = 0;
        return built;
    }

    private Column objects() {
        List<JsonColumn.Path> typedColumns = new ArrayList<>();
        typedPlaces.forEach((path, place) -> typedColumns.add(column(path, typed.get(place))));
        List<JsonColumn.Path> dynamicColumns = new ArrayList<>();
        dynamic.forEach((path, builder) -> dynamicColumns.add(column(path, builder)));
        return new JsonColumn(
                codec.type(),
                typedColumns,
                dynamicColumns,
                SharedPaths.none(rows, codec.dynamic().type()),
                JsonMapping.INSTANCE);
    }

    private JsonColumn.Path column(String path, ColumnBuilder builder) {
        StrayRows strays = stray.get(path);
        Column column = builder.build();
        return new JsonColumn.Path(path, strays == null ? column : strays.removeFrom(column));
    }
}
