package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.QBitType;
import java.util.Arrays;
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
        ColumnCodec<?> codec = element.codec();
        QBitNumbers numbers = QBitNumbers.zeros(codec, Math.multiplyExact(rows, type.dimension()));
        BitPlanes planes = new BitPlanes(bytes, planes());
        Position position = new Position(type.dimension());
        for (int at = 0; at < planes.planeBytes(); at += Long.BYTES) {
            planes.load(at);
            int count = Math.min(Long.BYTES, planes.planeBytes() - at);
            for (int i = 0; i < count; i++) {
                numbers.take(planes.words(), planes.word(i), planes.shift(i), position.first(), position.count());
                position.next();
            }
        }
        int[] ends = new int[rows];
        for (int row = 0; row < rows; row++) {
            ends[row] = (row + 1) * type.dimension();
        }
        return new ArrayColumn(type, ends, numbers.column(type.element(), codec), ArrayMapping.INSTANCE);
    }

    @Override
    public void writePrefix(ByteBuf out, ArrayColumn column) {}

    @Override
    public void write(ByteBuf out, ArrayColumn column, int from, int to) {
        QBitNumbers numbers = QBitNumbers.of(column.elements());
        byte[] bytes = new byte[Math.multiplyExact(Math.multiplyExact(planes(), to - from), rowBytes())];
        BitPlanes planes = new BitPlanes(bytes, planes());
        Position position = new Position(type.dimension());
        int first = from < to ? column.start(from) : 0;
        for (int at = 0; at < planes.planeBytes(); at += Long.BYTES) {
            Arrays.fill(planes.words(), 0);
            int count = Math.min(Long.BYTES, planes.planeBytes() - at);
            for (int i = 0; i < count; i++) {
                numbers.give(
                        planes.words(), planes.word(i), planes.shift(i), first + position.first(), position.count());
                position.next();
            }
            planes.store(at);
        }
        out.writeBytes(bytes);
    }

    /** The numbers, at most eight, that a byte of a plane has bits of, while one goes from byte to byte. */
    private static final class Position {
        private final int dimension;
        private int row;
        private int inRow;

        Position(int dimension) {
            this.dimension = dimension;
            inRow = last();
        }

        /** A row ends with its first numbers. */
        private int last() {
            return (dimension - 1) / Byte.SIZE * Byte.SIZE;
        }

        int first() {
            return row + inRow;
        }

        int count() {
            return Math.min(Byte.SIZE, dimension - inRow);
        }

        void next() {
            if (inRow > 0) {
                inRow -= Byte.SIZE;
            } else {
                inRow = last();
                row += dimension;
            }
        }
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
