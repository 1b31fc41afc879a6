package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;

/** The numbers of all vectors of a {@code QBit} column, and their way to and from words that hold one number each or more. */
interface QBitNumbers {
    /** Sets a number to what is {@code shift} bits up in {@code word}. */
    void take(int at, long word, int shift);

    /** A number's bits, {@code shift} bits up in a word of zeros. */
    long give(int at, int shift);

    /** Sets {@code count} numbers, {@code at} and on, to those in the words from {@code word} on. */
    default void take(long[] words, int word, int shift, int at, int count) {
        if (count == Byte.SIZE) {
            // A loop of known length is unrolled.
            for (int i = 0; i < Byte.SIZE; i++) {
                take(at + i, words[word + i], shift);
            }
        } else {
            for (int i = 0; i < count; i++) {
                take(at + i, words[word + i], shift);
            }
        }
    }

    /** Adds {@code count} numbers, {@code at} and on, to the words in the same way; their bits are zero there. */
    default void give(long[] words, int word, int shift, int at, int count) {
        if (count == Byte.SIZE) {
            for (int i = 0; i < Byte.SIZE; i++) {
                words[word + i] |= give(at + i, shift);
            }
        } else {
            for (int i = 0; i < count; i++) {
                words[word + i] |= give(at + i, shift);
            }
        }
    }

    /** The numbers as a column. */
    Column column(ClickHouseType type, ColumnCodec<?> codec);

    /** So many zeros, of the shape that {@code codec} stores its type in. */
    static QBitNumbers zeros(ColumnCodec<?> codec, int count) {
        if (codec instanceof FloatCodec) {
            return new Floats(new float[count]);
        }
        return codec instanceof DoubleCodec ? new Doubles(new double[count]) : new Shorts(new short[count]);
    }

    /** The numbers of a column of one of these shapes. */
    static QBitNumbers of(Column column) {
        if (column instanceof FloatColumn floats) {
            return new Floats(floats.values());
        }
        return column instanceof DoubleColumn doubles
                ? new Doubles(doubles.values())
                : new Shorts(((ShortColumn) column).values());
    }

    /** {@code Float32}. */
    final class Floats implements QBitNumbers {
        private final float[] values;

        Floats(float[] values) {
            this.values = values;
        }

        @Override
        public void take(int at, long word, int shift) {
            values[at] = Float.intBitsToFloat((int) (word >>> shift));
        }

        @Override
        public long give(int at, int shift) {
            return (Float.floatToRawIntBits(values[at]) & 0xffff_ffffL) << shift;
        }

        @Override
        public Column column(ClickHouseType type, ColumnCodec<?> codec) {
            return new FloatColumn(type, values, (FloatCodec) codec);
        }
    }

    /** {@code Float64}, for which there is no shift. */
    final class Doubles implements QBitNumbers {
        private final double[] values;

        Doubles(double[] values) {
            this.values = values;
        }

        @Override
        public void take(int at, long word, int shift) {
            values[at] = Double.longBitsToDouble(word);
        }

        @Override
        public long give(int at, int shift) {
            return Double.doubleToRawLongBits(values[at]);
        }

        @Override
        public Column column(ClickHouseType type, ColumnCodec<?> codec) {
            return new DoubleColumn(type, values, (DoubleCodec) codec);
        }
    }

    /** {@code BFloat16}. */
    final class Shorts implements QBitNumbers {
        private final short[] values;

        Shorts(short[] values) {
            this.values = values;
        }

        @Override
        public void take(int at, long word, int shift) {
            values[at] = (short) (word >>> shift);
        }

        @Override
        public long give(int at, int shift) {
            return (values[at] & 0xffffL) << shift;
        }

        @Override
        public Column column(ClickHouseType type, ColumnCodec<?> codec) {
            return new ShortColumn(type, values, (ShortCodec) codec);
        }
    }
}
