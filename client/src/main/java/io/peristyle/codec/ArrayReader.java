package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import org.jspecify.annotations.Nullable;

/** Reads the ends of the runs, then the elements of an array column. */
final class ArrayReader implements ColumnReader<ArrayColumn> {
    private final ArrayPrefix prefix;
    private final EndsReader ends;
    private @Nullable ColumnReader<? extends Column> elements;

    ArrayReader(ArrayPrefix prefix, int rows) {
        this.prefix = prefix;
        ends = new EndsReader(rows, prefix.budget());
    }

    @Override
    public boolean readData(ByteBuf in) {
        if (elements == null) {
            if (!ends.read(in)) {
                return false;
            }
            elements = prefix.element().reader(ends.elements());
        }
        return elements.readData(in);
    }

    @Override
    public ArrayColumn column() {
        if (elements == null) {
            throw new IllegalStateException("the column was not read yet");
        }
        return new ArrayColumn(prefix.type(), ends.ends(), elements.column(), prefix.mapping());
    }
}
