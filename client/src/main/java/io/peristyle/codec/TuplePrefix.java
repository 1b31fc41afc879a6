package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.TupleColumn;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;

/** The prefixes of the elements of a tuple, which has none of its own. */
final class TuplePrefix implements ColumnPrefix<TupleColumn> {
    private final ClickHouseType type;
    private final List<ColumnPrefix<? extends Column>> elements;
    private int complete;

    TuplePrefix(ClickHouseType type, List<ColumnPrefix<? extends Column>> elements) {
        this.type = type;
        this.elements = elements;
    }

    @Override
    public boolean read(ByteBuf in) {
        while (complete < elements.size()) {
            if (!elements.get(complete).read(in)) {
                return false;
            }
            complete++;
        }
        return true;
    }

    @Override
    public ColumnReader<TupleColumn> reader(int rows) {
        List<ColumnReader<? extends Column>> readers = new ArrayList<>(elements.size());
        for (ColumnPrefix<? extends Column> element : elements) {
            readers.add(element.reader(rows));
        }
        return new TupleReader(type, rows, readers);
    }
}
