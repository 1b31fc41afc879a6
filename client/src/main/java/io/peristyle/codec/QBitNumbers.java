package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;

/** The numbers of all vectors of a {@code QBit} column, and their way to and from planes of bits, at most eight at a time. */
interface QBitNumbers {
    /** Sets {@code count} numbers, {@code at} and on, to those at hand in {@code planes}. */
    void take(BitPlanes planes, int at, int count);

    /** Sets those at hand in {@code planes} to {@code count} numbers, {@code at} and on, and the rest of the eight to zero. */
    void give(BitPlanes planes, int at, int count);

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
        public void take(BitPlanes planes, int at, int count) {
            if (count == Byte.SIZE) {
                take(planes.word(0), at);
                take(planes.word(1), at + 2);
                take(planes.word(2), at + 4);
                take(planes.word(3), at + 6);
            } else {
                for (int i = 0; i < count; i++) {
                    values[at + i] = Float.intBitsToFloat((int) (planes.word(i / 2) >>> (i % 2 * 32)));
                }
            }
        }

        private void take(long word, int at) {
            values[at] = Float.intBitsToFloat((int) word);
            values[at + 1] = Float.intBitsToFloat((int) (word >>> 32));
        }

        @Override
        public void give(BitPlanes planes, int at, int count) {
            if (count == Byte.SIZE) {
                planes.word(0, bits(at) | bits(at + 1) << 32);
                planes.word(1, bits(at + 2) | bits(at + 3) << 32);
                planes.word(2, bits(at + 4) | bits(at + 5) << 32);
                planes.word(3, bits(at + 6) | bits(at + 7) << 32);
            } else {
                for (int i = 0; i < Byte.SIZE; i += 2) {
                    long high = i + 1 < count ? bits(at + i + 1) << 32 : 0;
                    planes.word(i / 2, i < count ? bits(at + i) | high : 0);
                }
            }
        }

        private long bits(int at) {
            return Float.floatToRawIntBits(values[at]) & 0xffff_ffffL;
        }

        @Override
        public Column column(ClickHouseType type, ColumnCodec<?> codec) {
            return new FloatColumn(type, values, (FloatCodec) codec);
        }
    }

    /** {@code Float64}. */
    final class Doubles implements QBitNumbers {
        private final double[] values;

        Doubles(double[] values) {
            this.values = values;
        }

        @Override
        public void take(BitPlanes planes, int at, int count) {
            if (count == Byte.SIZE) {
                // A loop of known length is unrolled.
                for (int i = 0; i < Byte.SIZE; i++) {
                    values[at + i] = Double.longBitsToDouble(planes.word(i));
                }
            } else {
                for (int i = 0; i < count; i++) {
                    values[at + i] = Double.longBitsToDouble(planes.word(i));
                }
            }
        }

        @Override
        public void give(BitPlanes planes, int at, int count) {
            if (count == Byte.SIZE) {
                for (int i = 0; i < Byte.SIZE; i++) {
                    planes.word(i, Double.doubleToRawLongBits(values[at + i]));
                }
            } else {
                for (int i = 0; i < Byte.SIZE; i++) {
                    planes.word(i, i < count ? Double.doubleToRawLongBits(values[at + i]) : 0);
                }
            }
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
        public void take(BitPlanes planes, int at, int count) {
            if (count == Byte.SIZE) {
                take(planes.word(0), at);
                take(planes.word(1), at + 4);
            } else {
                for (int i = 0; i < count; i++) {
                    values[at + i] = (short) (planes.word(i / 4) >>> (i % 4 * 16));
                }
            }
        }

        private void take(long word, int at) {
            values[at] = (short) word;
            values[at + 1] = (short) (word >>> 16);
            values[at + 2] = (short) (word >>> 32);
            values[at + 3] = (short) (word >>> 48);
        }

        @Override
        public void give(BitPlanes planes, int at, int count) {
            if (count == Byte.SIZE) {
                planes.word(0, bits(at) | bits(at + 1) << 16 | bits(at + 2) << 32 | bits(at + 3) << 48);
                planes.word(1, bits(at + 4) | bits(at + 5) << 16 | bits(at + 6) << 32 | bits(at + 7) << 48);
            } else {
                long[] some = new long[2];
                for (int i = 0; i < count; i++) {
                    some[i / 4] |= bits(at + i) << (i % 4 * 16);
                }
                planes.word(0, some[0]);
                planes.word(1, some[1]);
            }
        }

        private long bits(int at) {
            return values[at] & 0xffffL;
        }

        @Override
        public Column column(ClickHouseType type, ColumnCodec<?> codec) {
            return new ShortColumn(type, values, (ShortCodec) codec);
        }
    }
}
