package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;

/**
 * {@code Array(T)}: where each row's run of elements ends, then all elements.
 *
 * <pre>
 * 01 00×7  03 00×7 | 01 02 03         Array(UInt8) [1], [2, 3]
 * </pre>
 */
final class ArrayCodec implements CompositeCodec<ArrayColumn> {
    private final ClickHouseType type;
    private final ElementCodec element;

    ArrayCodec(ClickHouseType type, ColumnCodec<?> element) {
        this.type = type;
        this.element = ElementCodec.of(element);
    }

    @Override
    public ClickHouseType type() {
        return type;
    }

    @Override
    public ColumnPrefix<ArrayColumn> prefix(ReadBudget budget) {
        return new ArrayPrefix(type, ArrayMapping.INSTANCE, element.prefix(budget), budget);
    }

    @Override
    public void writePrefix(ByteBuf out, ArrayColumn column) {
        element.writePrefix(out, column.elements());
    }

    @Override
    public void write(ByteBuf out, ArrayColumn column, int from, int to) {
        writeRuns(out, column, element, from, to);
    }

    /** Writes ends that count from the first row written, then the elements of the rows written. */
    static void writeRuns(ByteBuf out, ArrayColumn column, ElementCodec element, int from, int to) {
        if (from == to) {
            return;
        }
        int first = column.start(from);
        out.ensureWritable(Math.multiplyExact(to - from, Long.BYTES));
        for (int row = from; row < to; row++) {
            out.writeLongLE(column.end(row) - first);
        }
        element.write(out, column.elements(), first, column.end(to - 1));
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new ArrayBuilder(type, element.builder(expectedRows), expectedRows);
    }
}
