package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column whose repeated rows were sent once: an index for each row, then the values.
 *
 * <pre>
 * 03 | 01 | 00 00 01 | 02 | 01 61  01 62         three rows, indices of one byte, two values: a, a, b
 * </pre>
 */
final class ReplicatedReader implements ColumnReader<Column> {
    private enum Stage {
        ROWS,
        WIDTH,
        INDICES,
        VALUE_COUNT,
        VALUES,
        COMPLETE
    }

    private final ReplicatedPrefix prefix;
    private final int rows;
    private final VarUIntReader number = new VarUIntReader();
    private Stage stage = Stage.ROWS;
    private @Nullable IndicesReader indices;
    private @Nullable ColumnReader<? extends Column> values;
    private @Nullable Column column;

    ReplicatedReader(ReplicatedPrefix prefix, int rows) {
        this.prefix = prefix;
        this.rows = rows;
    }

    @Override
    public boolean readData(ByteBuf in) {
        while (stage != Stage.COMPLETE) {
            Stage next = readStage(in);
            if (next == stage) {
                return false;
            }
            stage = next;
        }
        return true;
    }

    /** The stage after the one that was read; the same if bytes are missing. */
    private Stage readStage(ByteBuf in) {
        return switch (stage) {
            case ROWS -> number.read(in) ? afterRows(number.value()) : stage;
            case WIDTH -> in.isReadable() ? afterWidth(in.readByte()) : stage;
            case INDICES -> indices != null && indices.read(in) ? Stage.VALUE_COUNT : stage;
            case VALUE_COUNT -> number.read(in) ? afterValueCount(number.value()) : stage;
            case VALUES -> values != null && values.readData(in) ? afterValues(values.column()) : stage;
            case COMPLETE -> stage;
        };
    }

    private Stage afterRows(long count) {
        if (count != rows) {
            throw new MalformedDataException(
                    Long.toUnsignedString(count) + " indices of a replicated column of " + rows + " rows");
        }
        return Stage.WIDTH;
    }

    private Stage afterWidth(byte width) {
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new MalformedDataException("indices of " + (width & 0xff) + " bytes in a replicated column");
        }
        indices = new IndicesReader(rows, width, prefix.budget());
        return Stage.INDICES;
    }

    private Stage afterValueCount(long count) {
        int size = prefix.budget().values(count, "values of a replicated column");
        if (indices != null) {
            indices.check(size);
        }
        values = prefix.values().reader(size);
        return Stage.VALUES;
    }

    private Stage afterValues(Column given) {
        int[] sources = indices == null ? new int[0] : indices.indices();
        if (given instanceof DictionaryColumn) {
            prefix.budget().reserve(rows, Integer.BYTES);
            column = given.gather(sources);
        } else if (RowBytes.isFixed(given)) {
            prefix.budget().reserve(rows, RowBytes.of(given));
            column = given.gather(sources);
        } else {
            column = new DictionaryColumn(given.type(), sources, given);
        }
        return Stage.COMPLETE;
    }

    @Override
    public Column column() {
        if (column == null) {
            throw new IllegalStateException("the column was not read yet");
        }
        return column;
    }
}
