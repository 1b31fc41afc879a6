package io.peristyle.record;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.query.TableColumn;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of tests, from Java values. */
final class Columns {
    static final CodecRegistry FACTORY = new CodecRegistry(ZoneOffset.UTC);

    private final List<String> names = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    static Column of(String type, @Nullable Object... values) {
        ColumnBuilder builder = FACTORY.builder(ClickHouseType.parse(type), values.length);
        for (Object value : values) {
            builder.append(value);
        }
        return builder.build();
    }

    static TableColumn table(String name, String type) {
        return new TableColumn(name, ClickHouseType.parse(type), "");
    }

    Columns with(String name, String type, @Nullable Object... values) {
        names.add(name);
        columns.add(of(type, values));
        return this;
    }

    Block block() {
        return new Block(columns.isEmpty() ? 0 : columns.get(0).size(), names, columns);
    }

    /** All rows as objects of {@code type}. */
    <T> List<T> as(Class<T> type) {
        RowMapping.BlockRows<T> rows = new Mappings().of(type).bind(block());
        List<T> objects = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            objects.add(rows.row(row));
        }
        return objects;
    }
}
