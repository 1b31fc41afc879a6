package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.QBitType;
import org.jspecify.annotations.Nullable;

/**
 * {@code QBit(T, N)}: a plane for each bit of T, the highest first; in it for each row the bits of its N numbers, those of
 * the last eight numbers in the first byte.
 *
 * <pre>
 * 00 00 | 01 fe | 00 01 …      QBit(BFloat16, 9) 1 to 9: nine bits in two bytes
 * </pre>
 */
final class QBitCodec implements ColumnCodec<ArrayColumn> {
    private final QBitType type;
    private final ElementCodec element;
    private final int elementBytes;

    QBitCodec(QBitType type, ColumnCodec<?> element) {
        this.type = type;
        this.element = ElementCodec.of(element);
        this.elementBytes = element.bytesPerRow();
    }

    @Override
    public QBitType type() {
        return type;
    }

    /** Bytes of a row in one plane. */
    int rowBytes() {
        return (type.dimension() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** The number of planes. */
    int planes() {
        return elementBytes * Byte.SIZE;
    }

    @Override
    public ColumnReader<ArrayColumn> reader(int rows, ReadLimits limits) {
        return new QBitReader(this, rows, limits);
    }

    /** The column of {@code rows} rows in these planes. */
    ArrayColumn column(byte[] bytes, int rows) {
        int dimension = type.dimension();
        long[] bits = new long[Math.multiplyExact(rows, dimension)];
        for (int group = 0; group < rowBytes(); group++) {
            int elements = Math.min(Byte.SIZE, dimension - group * Byte.SIZE);
            for (int row = 0; row < rows; row++) {
                int at = (row + 1) * rowBytes() - 1 - group;
                for (int lowest = planes() - 1; lowest > 0; lowest -= Byte.SIZE) {
                    long square = 0;
                    for (int i = 0; i < Byte.SIZE; i++) {
                        square |= (bytes[(lowest - i) * rows * rowBytes() + at] & 0xffL) << (i * Byte.SIZE);
                    }
                    square = transposed(square);
                    for (int e = 0; e < elements; e++) {
                        long byteOfElement = (square >>> (e * Byte.SIZE)) & 0xff;
                        bits[row * dimension + group * Byte.SIZE + e] |= byteOfElement << (planes() - 1 - lowest);
                    }
                }
            }
        }
        int[] ends = new int[rows];
        for (int row = 0; row < rows; row++) {
            ends[row] = (row + 1) * dimension;
        }
        return new ArrayColumn(type, ends, elements(bits), ArrayMapping.INSTANCE);
    }

    /** A square of eight times eight bits, a row in each byte, with its rows as columns. */
    private static long transposed(long square) {
        long moved = (square ^ square >>> 7) & 0x00aa_00aa_00aa_00aaL;
        long result = square ^ moved ^ moved << 7;
        moved = (result ^ result >>> 14) & 0x0000_cccc_0000_ccccL;
        result ^= moved ^ moved << 14;
        moved = (result ^ result >>> 28) & 0x0000_0000_f0f0_f0f0L;
        return result ^ moved ^ moved << 28;
    }

    private Column elements(long[] bits) {
        if ((ColumnCodec<?>) element.codec() instanceof FloatCodec codec) {
            float[] values = new float[bits.length];
            for (int i = 0; i < bits.length; i++) {
                values[i] = Float.intBitsToFloat((int) bits[i]);
            }
            return new FloatColumn(type.element(), values, codec);
        } else if ((ColumnCodec<?>) element.codec() instanceof DoubleCodec codec) {
            double[] values = new double[bits.length];
            for (int i = 0; i < bits.length; i++) {
                values[i] = Double.longBitsToDouble(bits[i]);
            }
            return new DoubleColumn(type.element(), values, codec);
        }
        short[] values = new short[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = (short) bits[i];
        }
        return new ShortColumn(type.element(), values, (ShortCodec) (ColumnCodec<?>) element.codec());
    }

    private static long bits(Column elements, int row) {
        if (elements instanceof FloatColumn floats) {
            return Float.floatToRawIntBits(floats.values()[row]);
        } else if (elements instanceof DoubleColumn doubles) {
            return Double.doubleToRawLongBits(doubles.values()[row]);
        }
        return ((ShortColumn) elements).values()[row];
    }

    @Override
    public void writePrefix(ByteBuf out, ArrayColumn column) {}

    @Override
    public void write(ByteBuf out, ArrayColumn column, int from, int to) {
        int rows = to - from;
        byte[] bytes = new byte[Math.multiplyExact(Math.multiplyExact(planes(), rows), rowBytes())];
        for (int row = 0; row < rows; row++) {
            for (int group = 0; group < rowBytes(); group++) {
                int first = column.start(from + row) + group * Byte.SIZE;
                int elements = Math.min(Byte.SIZE, type.dimension() - group * Byte.SIZE);
                int at = (row + 1) * rowBytes() - 1 - group;
                for (int lowest = planes() - 1; lowest > 0; lowest -= Byte.SIZE) {
                    long square = 0;
                    for (int e = 0; e < elements; e++) {
                        long bits = bits(column.elements(), first + e) >>> (planes() - 1 - lowest);
                        square |= (bits & 0xff) << (e * Byte.SIZE);
                    }
                    square = transposed(square);
                    for (int i = 0; i < Byte.SIZE; i++) {
                        bytes[(lowest - i) * rows * rowBytes() + at] = (byte) (square >>> (i * Byte.SIZE));
                    }
                }
            }
        }
        out.writeBytes(bytes);
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        ArrayBuilder arrays = new ArrayBuilder(type, element.builder(0), expectedRows);
        return new ColumnBuilder() {
            @Override
            public void append(@Nullable Object value) {
                if (value == null || !Elements.canHold(value) || Elements.count(value) != type.dimension()) {
                    throw new IllegalArgumentException(
                            type + " takes a collection or an array of " + type.dimension() + " numbers");
                }
                arrays.append(value);
            }

            @Override
            public void appendDefault() {
                arrays.append(new double[type.dimension()]);
            }

            @Override
            public int size() {
                return arrays.size();
            }

            @Override
            public long bytes() {
                return arrays.bytes();
            }

            @Override
            public Column build() {
                return arrays.build();
            }
        };
    }
}
