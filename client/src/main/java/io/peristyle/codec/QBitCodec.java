package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.QBitType;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@code QBit(T, N)}: a plane for each bit of T, the highest first; in it for each row the bits of its N numbers, those of
 * the last eight numbers in the first byte. With a stride the same for the first numbers of all rows, so many as the stride
 * says; then for the next ones.
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

    /** Bytes of a row in the planes of one bit. */
    int rowBytes() {
        return QBitVectors.bytes(type.dimension());
    }

    /** The number of planes. */
    int planes() {
        return elementBytes * Byte.SIZE;
    }

    @Override
    public ColumnReader<ArrayColumn> reader(int rows, ReadBudget budget) {
        return new QBitReader(this, rows, budget);
    }

    /** The column of {@code rows} rows in these planes. */
    ArrayColumn column(ByteBuffer bytes, int rows) {
        ColumnCodec<?> codec = element.codec();
        BitPlanes planes = new BitPlanes(rows * groupBytes(), planes());
        QBitTile tile = new QBitTile(planes);
        QBitNumbers numbers = QBitNumbers.zeros(codec, Math.multiplyExact(rows, type.dimension()), tile.numbers());
        QBitVectors vectors = new QBitVectors(planes, tile, type);
        for (int group = 0; group < groups(); group++) {
            planes.bytes(group(bytes, group));
            vectors.read(numbers, group * type.stride());
        }
        return new ArrayColumn(type, ends(rows), numbers.column(type.element(), codec), ArrayMapping.INSTANCE);
    }

    /** The column of {@code rows} vectors whose numbers follow each other. */
    ArrayColumn column(ByteBuf numbers, int rows, ReadBudget budget) {
        ColumnReader<? extends Column> reader =
                element.codec().reader(Math.multiplyExact(rows, type.dimension()), budget);
        if (!reader.readData(numbers)) {
            throw new MalformedDataException("fewer numbers than those of " + rows + " values of type " + type);
        }
        return new ArrayColumn(type, ends(rows), reader.column(), ArrayMapping.INSTANCE);
    }

    private int groups() {
        return type.dimension() / type.stride();
    }

    /** Bytes of a row's numbers of one group in one plane. */
    private int groupBytes() {
        return QBitVectors.bytes(type.stride());
    }

    /** The planes of one group. */
    private ByteBuffer group(ByteBuffer all, int index) {
        int bytes = all.limit() / groups();
        return all.slice(index * bytes, bytes);
    }

    private int[] ends(int rows) {
        int[] ends = new int[rows];
        for (int row = 0; row < rows; row++) {
            ends[row] = (row + 1) * type.dimension();
        }
        return ends;
    }

    @Override
    public void writePrefix(ByteBuf out, ArrayColumn column) {}

    @Override
    public void write(ByteBuf out, ArrayColumn column, int from, int to) {
        if (from == to) {
            return;
        }
        int bytes = Math.multiplyExact(Math.multiplyExact(planes(), to - from), rowBytes());
        LittleEndian.write(out, bytes, target -> {
            BitPlanes planes = new BitPlanes((to - from) * groupBytes(), planes());
            QBitTile tile = new QBitTile(planes);
            QBitNumbers numbers = QBitNumbers.of(column.elements(), tile.numbers());
            QBitVectors vectors = new QBitVectors(planes, tile, type);
            for (int group = 0; group < groups(); group++) {
                planes.bytes(group(target, group));
                vectors.write(numbers, column.start(from) + group * type.stride());
            }
        });
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
                arrays.append(elementBytes == 1 ? new byte[type.dimension()] : new double[type.dimension()]);
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
