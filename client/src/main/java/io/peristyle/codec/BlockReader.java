package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.revision.Revision;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the blocks of one connection, one at a time, from bytes that may end anywhere. After a failure it is out of step
 * with the peer, and the connection has to be closed. Used on one thread.
 *
 * <pre>
 * 00 | 01 | 02 | 01 61 | 05 49 6e 74 33 32 | 00 | 01 00 00 00  02 00 00 00
 *        one column of two rows: a, Int32, ordinary layout, 1 and 2
 * </pre>
 */
public final class BlockReader {
    private enum Stage {
        INFO,
        COLUMN_COUNT,
        ROW_COUNT,
        COLUMNS,
        COMPLETE
    }

    private final CodecRegistry codecs;
    private final ReadLimits limits;
    private final boolean kindsPossible;
    private final BlockInfoReader info;
    private final VarUIntReader number = new VarUIntReader();
    private final List<BlockColumnReader> readers = new ArrayList<>();
    private Stage stage = Stage.INFO;
    private ReadBudget budget;
    private int columnCount;
    private int rows;
    private int column;

    /** {@code revision} is the one negotiated for the connection. */
    public BlockReader(int revision, CodecRegistry codecs, ReadLimits limits) {
        this.codecs = codecs;
        this.limits = limits;
        kindsPossible = Revision.CUSTOM_SERIALIZATION.in(revision);
        info = new BlockInfoReader(revision);
        budget = new ReadBudget(limits);
    }

    /** Begins the next block; the one before was complete. */
    public void reset() {
        stage = Stage.INFO;
        budget = new ReadBudget(limits);
    }

    /**
     * Reads on; true when the block is complete. Bytes behind the block are left in {@code in}.
     *
     * @throws MalformedDataException if the bytes are none of a block, or one over the limits
     * @throws io.peristyle.error.UnsupportedTypeException if a column has a type that the client does not read
     */
    public boolean read(ByteBuf in) {
        while (stage != Stage.COMPLETE) {
            int begin = in.readerIndex();
            Stage next = readStage(in);
            budget.reserve(in.readerIndex() - begin);
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
            case INFO -> info.read(in) ? Stage.COLUMN_COUNT : stage;
            case COLUMN_COUNT -> number.read(in) ? afterColumnCount(number.value()) : stage;
            case ROW_COUNT -> number.read(in) ? afterRowCount(number.value()) : stage;
            case COLUMNS -> readColumns(in) ? Stage.COMPLETE : stage;
            case COMPLETE -> stage;
        };
    }

    private Stage afterColumnCount(long count) {
        if (count < 0 || count > limits.maximumColumns()) {
            throw new MalformedDataException(
                    "a block of " + Long.toUnsignedString(count) + " columns; the limit is " + limits.maximumColumns());
        }
        columnCount = (int) count;
        column = 0;
        return Stage.ROW_COUNT;
    }

    private Stage afterRowCount(long count) {
        rows = budget.values(count, "rows of a block");
        beginColumn();
        return Stage.COLUMNS;
    }

    private boolean readColumns(ByteBuf in) {
        while (column < columnCount) {
            if (!readers.get(column).read(in)) {
                return false;
            }
            column++;
            beginColumn();
        }
        return true;
    }

    private void beginColumn() {
        if (column == columnCount) {
            return;
        }
        if (column == readers.size()) {
            readers.add(new BlockColumnReader(codecs, kindsPossible));
        }
        readers.get(column).begin(rows, budget);
    }

    /** The block, once complete. */
    public Block block() {
        if (stage != Stage.COMPLETE) {
            throw new IllegalStateException("the block was not read to its end yet");
        }
        if (columnCount == 0 && rows == 0) {
            return Block.EMPTY;
        }
        List<String> names = new ArrayList<>(columnCount);
        List<Column> columns = new ArrayList<>(columnCount);
        for (BlockColumnReader reader : readers.subList(0, columnCount)) {
            names.add(reader.name());
            columns.add(reader.column());
        }
        return new Block(rows, names, columns);
    }
}
