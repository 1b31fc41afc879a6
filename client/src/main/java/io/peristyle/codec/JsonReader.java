package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the columns of the paths of a {@code JSON} column, one after another, and what the rest of the paths share. */
final class JsonReader implements ColumnReader<Column> {
    private final JsonCodec codec;
    private final int rows;
    private final ReadBudget budget;
    private final List<ColumnReader<? extends Column>> readers = new ArrayList<>();
    private final List<ColumnReader<? extends Column>> typed = new ArrayList<>();
    private final List<ColumnReader<? extends VariantColumn>> dynamic = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private @Nullable ColumnReader<? extends ArrayColumn> shared;
    private int complete;
    private @Nullable JsonColumn column;

    JsonReader(JsonCodec codec, int rows, ReadBudget budget) {
        this.codec = codec;
        this.rows = rows;
        this.budget = budget;
    }

    void addTyped(ColumnReader<? extends Column> reader) {
        typed.add(reader);
        readers.add(reader);
    }

    void addDynamic(String path, ColumnReader<? extends VariantColumn> reader) {
        paths.add(path);
        dynamic.add(reader);
        readers.add(reader);
    }

    /** Paths without a column of their own follow the others. */
    void addShared() {
        shared = codec.shared().prefix(budget).reader(rows);
        readers.add(shared);
    }

    @Override
    public boolean readData(ByteBuf in) {
        while (complete < readers.size()) {
            if (!readers.get(complete).readData(in)) {
                return false;
            }
            complete++;
        }
        if (column == null) {
            column = made();
        }
        return true;
    }

    private JsonColumn made() {
        List<Column> typedColumns = new ArrayList<>(typed.size());
        typed.forEach(reader -> typedColumns.add(reader.column()));
        List<JsonColumn.Path> dynamicPaths = new ArrayList<>(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            dynamicPaths.add(new JsonColumn.Path(paths.get(i), dynamic.get(i).column()));
        }
        if (shared == null) {
            budget.reserve(rows, 2L * Integer.BYTES);
            ArrayColumn none = SharedPaths.none(rows, codec.dynamic().type());
            VariantColumn noValues = new VariantColumn(codec.dynamic().type(), new short[0], List.of());
            return codec.column(typedColumns, dynamicPaths, none, noValues);
        }
        ArrayColumn pairs = shared.column();
        BytesColumn bytes =
                (BytesColumn) ((TupleColumn) pairs.elements()).elements().get(1);
        VariantColumn values =
                new SharedValues(codec.codecs(), budget).column(codec.dynamic().type(), bytes);
        return codec.column(typedColumns, dynamicPaths, pairs, values);
    }

    @Override
    public JsonColumn column() {
        if (column == null) {
            throw new IllegalStateException("the column was not read yet");
        }
        return column;
    }
}
