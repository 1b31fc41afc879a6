package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.MapType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects {@link Map}s. */
final class MapBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final TupleBuilder pairs;
    private final GrowingInts ends;
    private final StrayRows strays = new StrayRows();

    MapBuilder(ClickHouseType type, TupleBuilder pairs, int expectedRows) {
        this.type = type;
        this.pairs = pairs;
        ends = new GrowingInts(expectedRows);
    }

    @Override
    public void append(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(type + " takes a Map, not "
                    + (value == null ? "NULL" : value.getClass().getName()));
        }
        appendRun(() -> map.forEach(pairs::appendPair));
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof ArrayColumn map && map.type().plain() instanceof MapType) {
            appendRun(() -> {
                for (int i = map.start(row); i < map.end(row); i++) {
                    pairs.appendFrom(map.elements(), i);
                }
            });
        } else if (column instanceof VariantColumn variants && !variants.isNull(row)) {
            appendFrom(variants.columns().get(variants.members()[row]), variants.position(row));
        } else {
            append(column.value(row));
        }
    }

    private void appendRun(Runnable appender) {
        int first = pairs.size();
        try {
            appender.run();
        } catch (RuntimeException e) {
            strays.add(first, pairs.size());
            throw e;
        }
        ends.add(pairs.size() - strays.size());
    }

    @Override
    public void appendDefault() {
        ends.add(pairs.size() - strays.size());
    }

    @Override
    public int size() {
        return ends.size();
    }

    @Override
    public long bytes() {
        return pairs.bytes() + (long) Long.BYTES * ends.size();
    }

    @Override
    public Column build() {
        Column kept = strays.removeFrom(pairs.build());
        strays.clear();
        return new ArrayColumn(type, ends.take(), kept, MapMapping.INSTANCE);
    }
}
