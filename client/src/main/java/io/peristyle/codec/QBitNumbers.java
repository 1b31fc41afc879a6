package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;
import java.nio.ByteBuffer;

/** The numbers of all vectors of a {@code QBit} column, and their way to and from a {@linkplain QBitTile tile}. */
interface QBitNumbers {
    /** Less numbers than these are copied one by one: that is faster. */
    int FEW = 16;

    /**
     * Copies from the tile, where each of {@code vectors} has {@code length} numbers, the first {@code count} of each to
     * {@code at} and on, each vector {@code distance} behind the one before.
     */
    void take(int vectors, int length, int at, int count, int distance);

    /** Copies to the tile: the reverse of {@link #take}. The rest of each vector is zero. */
    void give(int vectors, int length, int at, int count, int distance);

    /** The numbers as a column. */
    Column column(ClickHouseType type, ColumnCodec<?> codec);

    /** So many zeros, of the shape that {@code codec} stores its type in. */
    static QBitNumbers zeros(ColumnCodec<?> codec, int count, ByteBuffer tile) {
        if (codec instanceof FloatCodec) {
            return new QBitFloats(new float[count], tile.asFloatBuffer());
        }
        if (codec instanceof ByteCodec) {
            return new QBitBytes(new byte[count], tile);
        }
        return codec instanceof DoubleCodec
                ? new QBitDoubles(new double[count], tile.asDoubleBuffer())
                : new QBitShorts(new short[count], tile.asShortBuffer());
    }

    /** The numbers of a column of one of these shapes. */
    static QBitNumbers of(Column column, ByteBuffer tile) {
        if (column instanceof FloatColumn floats) {
            return new QBitFloats(floats.values(), tile.asFloatBuffer());
        }
        if (column instanceof ByteColumn bytes) {
            return new QBitBytes(bytes.values(), tile);
        }
        return column instanceof DoubleColumn doubles
                ? new QBitDoubles(doubles.values(), tile.asDoubleBuffer())
                : new QBitShorts(((ShortColumn) column).values(), tile.asShortBuffer());
    }
}
