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
        stage = rows == 0 ? Stage.COMPLETE : Stage.LAYOUT;
    }

    @Override
    public boolean readData(ByteBuf in) {
        while (stage != Stage.COMPLETE) {
            if (!readStage(in)) {
                return false;
            }
            stage = Stage.values()[stage.ordinal() + 1];
        }
        return true;
    }

    private boolean readStage(ByteBuf in) {
        return switch (stage) {
            case LAYOUT -> word.read(in) && layout(word.value());
            case DICTIONARY_SIZE -> word.read(in) && dictionarySize(word.value());
            case DICTIONARY -> dictionary.readData(in);
            case ROWS -> word.read(in) && rows(word.value());
            case INDICES -> indices != null && indices.read(in) && indices.check(dictionarySize);
            case COMPLETE -> true;
        };
    }

    private boolean layout(long layout) {
        long code = layout & 0xff;
        if (code > 3) {
            throw new MalformedDataException("index width code " + code + " of a LowCardinality column; 3 is the last");
        }
        if ((layout & GLOBAL_DICTIONARY) != 0 || (layout & OWN_DICTIONARY) == 0) {
            throw new MalformedDataException("a LowCardinality column without a dictionary of its own");
        }
        width = 1 << code;
        return true;
    }

    private boolean dictionarySize(long size) {
        dictionarySize = budget.values(size, "entries of a dictionary");
        dictionary = codec.values().prefix(budget).reader(dictionarySize);
        return true;
    }

    private boolean rows(long count) {
        if (count != rows) {
            throw new MalformedDataException(
                    Long.toUnsignedString(count) + " indices of a LowCardinality column for " + rows + " values");
        }
        indices = new IndicesReader(rows, width, budget);
        return true;
    }

    @Override
    public DictionaryColumn column() {
        return codec.column(indices == null ? new int[0] : indices.indices(), dictionary.column());
    }
}
