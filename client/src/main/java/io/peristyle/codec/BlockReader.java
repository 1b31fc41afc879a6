package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.revision.Revision;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private CodecRegistry codecs;
    private final ReadLimits limits;
    private final boolean kindsPossible;
    private final Stage first;
    private final @Nullable ValueSkipper skipper;
    private final ReadBudget budget;
    private final BlockInfoReader info;
    private final VarUIntReader number = new VarUIntReader();
    private final List<BlockColumnReader> readers = new ArrayList<>();
    private List<String> names = List.of();
    /** The last block without rows: the next is mostly the same, and blocks do not change. */
    private Block header = Block.EMPTY;

    private Stage stage;
    private int columnCount;
    private int rows;
    private int column;

    /** {@code revision} is the one negotiated for the connection, or {@link Revision#NONE}. */
    public BlockReader(int revision, CodecRegistry codecs, ReadLimits limits) {
        this(revision, codecs, limits, null);
    }

    /** With a {@code skipper} there is no {@link #block()}. */
    BlockReader(int revision, CodecRegistry codecs, ReadLimits limits, @Nullable ValueSkipper skipper) {
        this.codecs = codecs;
        this.limits = limits;
        this.skipper = skipper;
        kindsPossible = Revision.CUSTOM_SERIALIZATION.in(revision);
        info = new BlockInfoReader(revision);
        first = Revision.BLOCK_INFO.in(revision) ? Stage.INFO : Stage.COLUMN_COUNT;
        stage = first;
        budget = new ReadBudget(limits);
    }

    /** Begins the next block; the one before was complete. */
    public void reset() {
        reset(null);
    }

    /** Reads with other codecs from now on; between two blocks. */
    public void use(CodecRegistry others) {
        if (others != codecs) {
            codecs = others;
            readers.clear();
            header = Block.EMPTY;
        }
    }

    /** Begins the next block, out of arrays of {@code pool}. */
    public void reset(@Nullable ArrayPool pool) {
        stage = first;
        budget.reset(pool);
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
            readers.add(new BlockColumnReader(codecs, kindsPossible, skipper));
        }
        readers.get(column).begin(rows, budget);
    }

    /** The block, once complete; to be taken once. */
    public Block block() {
        if (stage != Stage.COMPLETE || skipper != null) {
            throw new IllegalStateException("the block was not read to its end yet");
        }
        if (columnCount == 0 && rows == 0) {
            return Block.EMPTY;
        }
        List<String> read = names();
        if (rows == 0 && isRepeated(header, read)) {
            return header;
        }
        Column[] columns = new Column[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = readers.get(i).column();
        }
        Block block = new Block(rows, read, List.of(columns));
        if (rows == 0) {
            header = block;
        } else {
            budget.complete(block);
            forget();
        }
        return block;
    }

    /** An idle connection must not hold its last result. */
    private void forget() {
        for (int i = 0; i < columnCount; i++) {
            readers.get(i).forget();
        }
    }

    /** Whether {@code block}, which has no rows, has the columns that were read. */
    private boolean isRepeated(Block block, List<String> read) {
        if (block.names() != read) {
            return false;
        }
        for (int i = 0; i < columnCount; i++) {
            if (block.column(i) != readers.get(i).column()) {
                return false;
            }
        }
        return true;
    }

    /** The columns' names: mostly those of the block before, and then the same list. */
    private List<String> names() {
        boolean repeated = names.size() == columnCount;
        for (int i = 0; i < columnCount && repeated; i++) {
            repeated = names.get(i).equals(readers.get(i).name());
        }
        if (!repeated) {
            String[] read = new String[columnCount];
            Arrays.setAll(read, i -> readers.get(i).name());
            names = List.of(read);
        }
        return names;
    }
}
