package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of a length and as many bytes each, while they are being read.
 *
 * <p>Values that lie whole in the bytes at hand are taken by {@link #takeWhole} in one loop over an array; one that does
 * not, or is long, goes through the stages length and body. Arrays grow with what has arrived.
 */
final class BytesReader implements ColumnReader<BytesColumn> {
    private static final int FIRST_STEP = 1 << 20;
    private static final int STAGE = 1 << 15;
    private static final int LIKELY_LENGTH = 16;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int NO_VALUE = -1;
    private static final int FEW = 8;
    private static final int[] NO_ENDS = {};
    private static final byte[] NO_BYTES = {};

    private final ClickHouseType type;
    private final ValueMapping<BytesColumn> mapping;
    private final ReadBudget budget;
    private final int rows;
    private final int maximumLength;
    private final long maximumBytes;
    // Most columns need none: their values come whole.
    private @Nullable VarUIntReader length;
    private int[] ends = NO_ENDS;
    private byte[] bytes = NO_BYTES;
    private byte[] stage = NO_BYTES;
    private int row;
    private int used;
    /** Bytes of the value begun that have not come yet; NO_VALUE between values and within a length. */
    private int missing = NO_VALUE;

    private boolean withinLength;

    BytesReader(ClickHouseType type, ValueMapping<BytesColumn> mapping, int rows, ReadBudget budget) {
        ReadLimits limits = budget.limits();
        FixedWidthReader.checkBytes(rows, Integer.BYTES, limits);
        this.type = type;
        this.mapping = mapping;
        this.budget = budget;
        this.rows = rows;
        this.maximumLength = limits.maximumStringBytes();
        this.maximumBytes = Math.min(limits.maximumBlockBytes() - (long) rows * Integer.BYTES, LONGEST_ARRAY);
    }

    @Override
    public boolean readData(ByteBuf in) {
        while (row < rows) {
            if (missing == NO_VALUE) {
                if (rows - row <= FEW) {
                    takeFew(in);
                } else {
                    takeWhole(in);
                }
                if (row < rows && !readLength(in)) {
                    return false;
                }
            }
            if (missing != NO_VALUE && !readBody(in)) {
                return false;
            }
        }
        return true;
    }

    private boolean readLength(ByteBuf in) {
        withinLength = withinLength || in.isReadable();
        VarUIntReader reader = length;
        if (reader == null) {
            reader = new VarUIntReader();
            length = reader;
        }
        if (!reader.read(in)) {
            return false;
        }
        withinLength = false;
        long announced = reader.value();
        if (announced < 0 || announced > maximumLength) {
            throw new MalformedDataException("row " + row + ": a string of " + Long.toUnsignedString(announced)
                    + " bytes, over the limit of " + maximumLength);
        }
        checkTotal(used + announced);
        missing = (int) announced;
        return true;
    }

    private boolean readBody(ByteBuf in) {
        int count = Math.min(missing, in.readableBytes());
        growBytes(used + count);
        in.readBytes(bytes, used, count);
        used += count;
        missing -= count;
        if (missing > 0) {
            return false;
        }
        growEnds(row + 1);
        ends[row++] = used;
        missing = NO_VALUE;
        return true;
    }

    /** Takes short values as long as whole ones lie in {@code in}: those few are not worth an array to work on. */
    private void takeFew(ByteBuf in) {
        while (!withinLength && row < rows && in.isReadable()) {
            int size = in.getByte(in.readerIndex());
            if (size < 0 || size >= in.readableBytes() || size > maximumLength) {
                return;
            }
            if (size > bytes.length - used) {
                growBytes(used + size);
            }
            growEnds(row + 1);
            in.skipBytes(1);
            in.readBytes(bytes, used, size);
            used += size;
            ends[row++] = used;
        }
    }

    /** Takes values as long as whole ones lie in {@code in}. */
    private void takeWhole(ByteBuf in) {
        int taken = 1;
        while (!withinLength && taken > 0 && row < rows && in.isReadable()) {
            int available = in.readableBytes();
            if (in.hasArray()) {
                taken = takeWhole(in.array(), in.arrayOffset() + in.readerIndex(), available);
            } else {
                available = (int) Math.min(Math.min(available, STAGE), (long) (rows - row) * 2 * LIKELY_LENGTH);
                if (stage.length < available) {
                    stage = budget.grown(NO_BYTES, available, available);
                }
                in.getBytes(in.readerIndex(), stage, 0, available);
                taken = takeWhole(stage, 0, available);
            }
            in.skipBytes(taken);
        }
    }

    /** Takes values from {@code count} bytes until one is cut or long; how many bytes these were. */
    private int takeWhole(byte[] source, int from, int count) {
        growEnds((int) Math.min(rows, (long) row + count));
        int end = from + count;
        int lastRow = Math.min(rows, ends.length);
        int position = from;
        while (row < lastRow && position < end) {
            int size = source[position];
            int start = position + 1;
            if (size < 0) {
                if (start == end || source[start] <= 0) {
                    break;
                }
                size = (size & 0x7f) | source[start++] << 7;
            }
            if (size > end - start || size > maximumLength) {
                break;
            }
            if (size > bytes.length - used) {
                growBytes(used + size);
            }
            System.arraycopy(source, start, bytes, used, size);
            used += size;
            ends[row++] = used;
            position = start + size;
        }
        return position - from;
    }

    private void growEnds(int needed) {
        if (needed > ends.length) {
            ends = budget.grown(
                    ends, FixedWidthReader.capacity(ends.length, needed, rows, Integer.BYTES), Arrays::copyOf);
        }
    }

    private void growBytes(int needed) {
        if (needed > bytes.length || needed < 0) {
            checkTotal(Integer.toUnsignedLong(needed));
            bytes = budget.grown(bytes, needed, (int) Math.min(maximumBytes, Math.max(needed, grown())));
        }
    }

    /** What the rows so far let expect for all, but not beyond four times what has come. */
    private long grown() {
        if (bytes.length == 0) {
            return Math.min(FIRST_STEP, (long) rows * LIKELY_LENGTH);
        }
        long expected = row == 0 ? Long.MAX_VALUE : (long) ((double) used / row * rows * 1.05);
        return Math.max(bytes.length + (bytes.length >> 2), Math.min(4L * bytes.length, expected));
    }

    private void checkTotal(long total) {
        if (total > maximumBytes) {
            throw new MalformedDataException(
                    "row " + row + ": strings of over " + maximumBytes + " bytes in one column, the limit of a block");
        }
    }

    @Override
    public BytesColumn column() {
        return new BytesColumn(type, bytes, ends, mapping);
    }
}
