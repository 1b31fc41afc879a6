package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.TupleColumn;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;

/** Reads the elements of a tuple column, one column after another. */
final class TupleReader implements ColumnReader<TupleColumn> {
    private final ClickHouseType type;
    private final int rows;
    private final List<ColumnReader<? extends Column>> elements;
    private int complete;
    private int placeholdersLeft;

    TupleReader(ClickHouseType type, int rows, List<ColumnReader<? extends Column>> elements) {
        this.type = type;
        this.rows = rows;
        this.elements = elements;
        placeholdersLeft = elements.isEmpty() ? rows : 0;
    }

    @Override
    public boolean readData(ByteBuf in) {
        while (complete < elements.size()) {
            if (!elements.get(complete).readData(in)) {
                return false;
            }
            complete++;
        }
        int placeholders = Math.min(placeholdersLeft, in.readableBytes());
        in.skipBytes(placeholders);
        placeholdersLeft -= placeholders;
        return placeholdersLeft == 0;
    }

    @Override
    public TupleColumn column() {
        List<Column> columns = new ArrayList<>(elements.size());
        for (ColumnReader<? extends Column> element : elements) {
            columns.add(element.column());
        }
        return new TupleColumn(type, rows, columns, TupleMapping.INSTANCE);
    }
}
