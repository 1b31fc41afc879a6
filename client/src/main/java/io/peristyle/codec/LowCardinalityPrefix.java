package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.wire.MalformedDataException;

/** The version of a {@code LowCardinality} column's layout. */
final class LowCardinalityPrefix implements ColumnPrefix<DictionaryColumn> {
    static final long VERSION = 1;

    private final LowCardinalityCodec codec;
    private final ReadBudget budget;
    private final WordReader version = new WordReader();

    LowCardinalityPrefix(LowCardinalityCodec codec, ReadBudget budget) {
        this.codec = codec;
        this.budget = budget;
    }

    @Override
    public boolean read(ByteBuf in) {
        if (!version.read(in)) {
            return false;
        }
        if (version.value() != VERSION) {
            throw new MalformedDataException(
                    "version " + version.value() + " of a LowCardinality column; only " + VERSION + " is known");
        }
        return true;
    }

    @Override
    public ColumnReader<DictionaryColumn> reader(int rows) {
        return new LowCardinalityReader(codec, rows, budget);
    }
}
