package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/** The layout of an {@code Object('json')} column, the type of its tuple, and the tuple's prefix. */
final class ObjectPrefix implements ColumnPrefix<JsonColumn> {
    private static final int MAXIMUM_TEXT_BYTES = 1 << 20;
    /** What codecs and readers of a type take at most for each character of its text, about. */
    private static final int MEMORY_PER_CHARACTER = 64;

    private enum Stage {
        LAYOUT,
        TYPE,
        TUPLE,
        COMPLETE
    }

    private final ObjectCodec codec;
    private final CodecRegistry codecs;
    private final ReadBudget budget;
    private final int depth;
    private final TextReader text = new TextReader(MAXIMUM_TEXT_BYTES, "the type of an Object");
    private @Nullable ColumnPrefix<? extends TupleColumn> tuple;
    private Stage stage = Stage.LAYOUT;

    ObjectPrefix(ObjectCodec codec, CodecRegistry codecs, ReadBudget budget) {
        this.codec = codec;
        this.codecs = codecs;
        this.budget = budget;
        depth = budget.depth();
    }

    @Override
    public boolean read(ByteBuf in) {
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
            case LAYOUT -> in.isReadable() ? afterLayout(in.readByte()) : stage;
            case TYPE -> text.read(in) ? afterType() : stage;
            case TUPLE -> tuple != null && tuple.read(in) ? Stage.COMPLETE : stage;
            case COMPLETE -> stage;
        };
    }

    private Stage afterLayout(byte layout) {
        if (layout != 0) {
            // Before 22.6 a number of paths stood here. As text, 1, an Object goes to servers only.
            throw new UnsupportedTypeException(
                    "layout " + (layout & 0xff) + " of " + codec.type()
                            + ", as servers before 22.6 have; select its parts, or toJSONString of it",
                    FailureContext.NOTHING_SENT,
                    null);
        }
        return Stage.TYPE;
    }

    private Stage afterType() {
        budget.reserve(text.text().length(), MEMORY_PER_CHARACTER);
        TupleCodec found = resolve(text.text());
        budget.within(depth + TypeDepth.of(found.type()), () -> tuple = found.prefix(budget));
        return Stage.TUPLE;
    }

    private TupleCodec resolve(String name) {
        try {
            if (codecs.codec(name) instanceof TupleCodec found) {
                return found;
            }
        } catch (DataException e) {
            throw new MalformedDataException(String.valueOf(e.getMessage()), e);
        }
        throw new MalformedDataException("an Object whose type is no tuple");
    }

    @Override
    public ColumnReader<JsonColumn> reader(int rows) {
        if (tuple == null) {
            throw new IllegalStateException("the prefix was not read yet");
        }
        ColumnReader<? extends Column> elements = tuple.reader(rows);
        return new ColumnReader<>() {
            private @Nullable JsonColumn column;

            @Override
            public boolean readData(ByteBuf in) {
                return elements.readData(in);
            }

            @Override
            public JsonColumn column() {
                if (column == null) {
                    column = codec.column((TupleColumn) elements.column());
                }
                return column;
            }
        };
    }
}
