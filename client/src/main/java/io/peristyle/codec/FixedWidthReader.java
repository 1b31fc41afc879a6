package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.wire.MalformedDataException;

/**
 * A column of values of 1, 2, 4 or 8 bytes while it is being read. Whole values move in bulk; a value that is cut by the
 * end of the bytes is collected in {@code cut}.
 */
abstract class FixedWidthReader<C extends Column> implements ColumnReader<C> {
    private static final int FIRST_STEP = 1 << 20;

    /** From so many values on a move in bulk, which takes views of the buffer, is worth them. */
    private static final int BULK = 8;

    private final int rows;
    private final int width;
    private final ReadBudget budget;
    private int read;
    private int capacity;
    private long cut;
    private int cutBytes;

    FixedWidthReader(int rows, int width, ReadBudget budget) {
        this.rows = rows;
        this.width = width;
        this.budget = budget;
        checkBytes(rows, width, budget.limits());
    }

    /** Refuses a column that takes more memory than a block may. */
    static void checkBytes(int rows, int width, ReadLimits limits) {
        if ((long) rows * width > limits.maximumBlockBytes()) {
            throw new MalformedDataException("a column of " + rows + " rows of " + width + " bytes, over the limit of "
                    + limits.maximumBlockBytes() + " bytes");
        }
    }

    /**
     * How long the array is to be that has to hold {@code needed} of {@code most} values of {@code width} bytes: so long
     * that it grows seldom, so short that its size follows from what has arrived, not from what was announced.
     */
    static int capacity(int current, int needed, int most, int width) {
        long grown = Math.max(Math.max(2L * current, needed), FIRST_STEP / width);
        return (int) Math.min(grown, most);
    }

    @Override
    public final boolean readData(ByteBuf in) {
        while (read < rows) {
            int whole = Math.min(in.readableBytes() / width, rows - read);
            if (cutBytes == 0 && whole > 0) {
                grow(read + whole);
                if (whole < BULK) {
                    takeEach(in, whole);
                } else {
                    move(in, read, whole);
                    in.skipBytes(whole * width);
                    read += whole;
                }
            } else if (!readCut(in)) {
                return false;
            }
        }
        return true;
    }

    private void takeEach(ByteBuf in, int count) {
        for (int i = 0; i < count; i++) {
            long bits = switch (width) {
                case Byte.BYTES -> in.readByte();
                case Short.BYTES -> in.readShortLE();
                case Integer.BYTES -> in.readIntLE();
                default -> in.readLongLE();
            };
            set(read++, bits);
        }
    }

    private boolean readCut(ByteBuf in) {
        while (cutBytes < width) {
            if (!in.isReadable()) {
                return false;
            }
            cut |= (in.readByte() & 0xffL) << (8 * cutBytes++);
        }
        grow(read + 1);
        set(read++, cut);
        cut = 0;
        cutBytes = 0;
        return true;
    }

    private void grow(int needed) {
        if (needed > capacity) {
            capacity = capacity(capacity, needed, rows, width);
            resize(capacity);
        }
    }

    final ReadBudget budget() {
        return budget;
    }

    /** Makes the array {@code length} values long, which is more than it was. */
    abstract void resize(int length);

    /** Copies {@code count} values at the reader index of {@code in} to rows {@code from} and on. */
    abstract void move(ByteBuf in, int from, int count);

    /** Sets one row to a value whose bytes, lowest first, are the lowest of {@code bits}. */
    abstract void set(int row, long bits);
}
