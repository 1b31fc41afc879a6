package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/** Reads the dictionary, then the indices of a {@code LowCardinality} column. */
final class LowCardinalityReader implements ColumnReader<DictionaryColumn> {
    static final int GLOBAL_DICTIONARY = 1 << 8;
    static final int OWN_DICTIONARY = 1 << 9;
    static final int UPDATE_DICTIONARY = 1 << 10;

    private enum Stage {
        LAYOUT,
        DICTIONARY_SIZE,
        DICTIONARY,
        ROWS,
        INDICES,
        COMPLETE
    }

    private final LowCardinalityCodec codec;
    private final int rows;
    private final ReadBudget budget;
    private final WordReader word = new WordReader();
    private Stage stage;
    private int width;
    private ColumnReader<? extends Column> dictionary;
    private int dictionarySize;
    private @Nullable IndicesReader indices;

    LowCardinalityReader(LowCardinalityCodec codec, int rows, ReadBudget budget) {
        this.codec = codec;
        this.rows = rows;
        this.budget = budget;
        dictionary = codec.values().prefix(budget).reader(0);
        dictionary.readData(Unpooled.EMPTY_BUFFER);
        stage = codec.isSent(rows) ? Stage.LAYOUT : Stage.COMPLETE;
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
            case LAYOUT -> word.read(in) ? afterLayout(word.value()) : stage;
            case DICTIONARY_SIZE -> word.read(in) ? afterDictionarySize(word.value()) : stage;
            case DICTIONARY -> dictionary.readData(in) ? Stage.ROWS : stage;
            case ROWS -> word.read(in) ? afterRows(word.value()) : stage;
            case INDICES -> indices != null && indices.read(in) ? afterIndices(indices) : stage;
            case COMPLETE -> stage;
        };
    }

    private Stage afterLayout(long layout) {
        long code = layout & 0xff;
        if (code > 3) {
            throw new MalformedDataException("index width code " + code + " of a LowCardinality column; 3 is the last");
        }
        if ((layout & GLOBAL_DICTIONARY) != 0 || (layout & OWN_DICTIONARY) == 0) {
            throw new MalformedDataException("a LowCardinality column without a dictionary of its own");
        }
        width = 1 << code;
        return Stage.DICTIONARY_SIZE;
    }

    private Stage afterDictionarySize(long size) {
        dictionarySize = budget.values(size, "entries of a dictionary");
        dictionary = codec.values().prefix(budget).reader(dictionarySize);
        return Stage.DICTIONARY;
    }

    private Stage afterRows(long count) {
        if (count != rows) {
            throw new MalformedDataException(
                    Long.toUnsignedString(count) + " indices of a LowCardinality column for " + rows + " values");
        }
        indices = new IndicesReader(rows, width, budget);
        return Stage.INDICES;
    }

    private Stage afterIndices(IndicesReader complete) {
        complete.check(dictionarySize);
        return Stage.COMPLETE;
    }

    @Override
    public DictionaryColumn column() {
        return codec.column(indices == null ? new int[0] : indices.indices(), dictionary.column());
    }
}
