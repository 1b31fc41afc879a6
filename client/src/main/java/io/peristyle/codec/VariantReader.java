package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.VariantColumn;
import io.peristyle.wire.MalformedDataException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which type each row has, then the values of one type after another. */
final class VariantReader implements ColumnReader<VariantColumn> {
    private static final int BYTES_PER_ROW = Short.BYTES + Integer.BYTES;

    private final VariantLayout layout;
    private final int rows;
    private final IndicesReader indices;
    private final List<ColumnReader<? extends Column>> readers = new ArrayList<>();
    private short[] members = {};
    private boolean begun;
    private int complete;
    private @Nullable VariantColumn column;

    VariantReader(VariantLayout layout, int rows) {
        this.layout = layout;
        this.rows = rows;
        indices = new IndicesReader(rows, layout.width(), layout.budget());
    }

    @Override
    public boolean readData(ByteBuf in) {
        if (!begun) {
            if (!indices.read(in)) {
                return false;
            }
            begin();
        }
        while (complete < readers.size()) {
            if (!readers.get(complete).readData(in)) {
                return false;
            }
            complete++;
        }
        return true;
    }

    private void begin() {
        indices.check(layout.nullIndex() + 1);
        layout.budget().reserve(rows, BYTES_PER_ROW);
        members = new short[rows];
        int[] counts = new int[layout.members().size()];
        for (int row = 0; row < rows; row++) {
            int index = indices.indices()[row];
            if (index == layout.nullIndex()) {
                members[row] = VariantColumn.NULL;
            } else if (index < counts.length) {
                members[row] = (short) index;
                counts[index]++;
            } else {
                throw new MalformedDataException(
                        "row " + row + " has type " + index + " of the " + counts.length + " of a column");
            }
        }
        for (int i = 0; i < counts.length; i++) {
            readers.add(layout.members().get(i).reader(counts[i]));
        }
        begun = true;
    }

    @Override
    public VariantColumn column() {
        if (column == null) {
            List<Column> columns = new ArrayList<>(readers.size());
            for (ColumnReader<? extends Column> reader : readers) {
                columns.add(reader.column());
            }
            column = new VariantColumn(layout.type(), members, columns);
        }
        return column;
    }
}
