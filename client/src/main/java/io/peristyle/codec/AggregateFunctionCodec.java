package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ValueMapping;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.AggregateFunctionType;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code AggregateFunction(f, T1, …)}: a state for each row, as {@code f} lays it out. No length is sent, so only functions
 * whose states tell where they end are known. In Java a state is a {@code byte[]} that can be inserted again as it is.
 */
final class AggregateFunctionCodec implements ColumnCodec<BytesColumn>, ValueMapping<BytesColumn> {
    private final AggregateFunctionType type;
    private final List<StateStep> steps;

    private AggregateFunctionCodec(AggregateFunctionType type, List<StateStep> steps) {
        this.type = type;
        this.steps = steps;
    }

    static AggregateFunctionCodec of(AggregateFunctionType type, CodecRegistry codecs) {
        List<StateStep> steps = StateSteps.of(type, codecs);
        if (steps == null) {
            throw new UnsupportedTypeException(
                    "the client does not know where a state of type " + type
                            + " ends, and none says it; take the result instead, by finalizeAggregation or "
                            + type.function() + "Merge",
                    FailureContext.NOTHING_SENT,
                    null);
        }
        return new AggregateFunctionCodec(type, steps);
    }

    @Override
    public AggregateFunctionType type() {
        return type;
    }

    StateCursor cursor(int maximumBytes) {
        return new StateCursor(steps, maximumBytes);
    }

    @Override
    public ColumnReader<BytesColumn> reader(int rows, ReadBudget budget) {
        int width = fixedWidth();
        return width > 0 && rows <= Integer.MAX_VALUE / width
                ? new FixedStatesReader(this, rows, width, budget)
                : new StatesReader(this, rows, budget);
    }

    /** Bytes of every state; 0 if they differ. */
    private int fixedWidth() {
        int width = 0;
        for (StateStep step : steps) {
            if (!(step instanceof StateStep.Bytes bytes)) {
                return 0;
            }
            width += bytes.count();
        }
        return width;
    }

    @Override
    public int extraBytesPerRow() {
        return Integer.BYTES;
    }

    @Override
    public boolean writesRowByRow() {
        return true;
    }

    @Override
    public void writePrefix(ByteBuf out, BytesColumn column) {}

    @Override
    public void write(ByteBuf out, BytesColumn column, int from, int to) {
        if (from < to) {
            int start = column.start(from);
            out.writeBytes(column.bytes(), start, column.end(to - 1) - start);
        }
    }

    /** The bytes of the state; a copy. */
    @Override
    public byte[] value(BytesColumn column, int row) {
        return column.bytesValue(row);
    }

    @Override
    public @Nullable RowReader reader(BytesColumn column, Class<?> target) {
        if (target == ByteBuffer.class) {
            return row -> ByteBuffer.wrap(column.bytesValue(row));
        }
        return target.isAssignableFrom(byte[].class) ? column::bytesValue : null;
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        String takes = type + " takes a state that was read from a column of this type, as byte[]";
        BytesBuilder states = new BytesBuilder(type, this, expectedRows);
        return new ColumnBuilder() {
            @Override
            public void append(@Nullable Object value) {
                if (value == null) {
                    throw Refusal.ofNull(takes);
                } else if (!(value instanceof byte[] state)) {
                    throw Refusal.ofClass(takes, value);
                } else if (!isState(state)) {
                    throw Refusal.ofValue(takes, "ends where no state does");
                }
                states.append(value);
            }

            @Override
            public void appendDefault() {
                states.append(StateSteps.empty(steps));
            }

            @Override
            public int size() {
                return states.size();
            }

            @Override
            public long bytes() {
                return states.bytes();
            }

            @Override
            public BytesColumn build() {
                return states.build();
            }
        };
    }

    private boolean isState(byte[] state) {
        ByteBuf in = Unpooled.wrappedBuffer(state);
        try {
            return cursor(Integer.MAX_VALUE).read(in, Unpooled.buffer(state.length)) && !in.isReadable();
        } catch (MalformedDataException e) {
            return false;
        }
    }
}
