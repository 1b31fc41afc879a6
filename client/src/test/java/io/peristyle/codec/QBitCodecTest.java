package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QBitCodecTest {
    private static String cast(String type, String element, List<String> arrays) {
        return "(SELECT CAST(x AS " + type + ") AS v FROM values('x Array(" + element + ")', "
                + String.join(", ", arrays) + "))";
    }

    @Nested
    class QBitOfNine extends CodecContract {
        @Override
        String type() {
            return "QBit(BFloat16, 9)";
        }

        @Override
        List<String> sql() {
            return List.of("[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[0, 0, 0, 0, 0, 0, 0, 0, -1.5]");
        }

        @Override
        String rows() {
            return cast(type(), "BFloat16", sql());
        }

        @Override
        List<?> values() {
            return List.of(
                    IntStream.rangeClosed(1, 9).mapToObj(i -> (float) i).toList(),
                    List.of(0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, -1.5f));
        }
    }

    @Nested
    class QBitOfFloat32 extends CodecContract {
        @Override
        String type() {
            return "QBit(Float32, 3)";
        }

        @Override
        List<String> sql() {
            return List.of("[1, 2.5, -3]", "[0, inf, 1e-30]");
        }

        @Override
        String rows() {
            return cast(type(), "Float32", sql());
        }

        @Override
        List<?> values() {
            return List.of(List.of(1f, 2.5f, -3f), List.of(0f, Float.POSITIVE_INFINITY, 1e-30f));
        }

        @Override
        List<?> given() {
            return List.of(new float[] {1f, 2.5f, -3f}, List.of(0f, Float.POSITIVE_INFINITY, 1e-30f));
        }
    }

    @Nested
    class QBitOfFloat64 extends CodecContract {
        @Override
        String type() {
            return "QBit(Float64, 2)";
        }

        @Override
        List<String> sql() {
            return List.of("[0.1, -1e300]");
        }

        @Override
        String rows() {
            return cast(type(), "Float64", sql());
        }

        @Override
        List<?> values() {
            return List.of(List.of(0.1, -1e300));
        }
    }

    @Nested
    class QBitOfInt8 extends CodecContract {
        @Override
        String type() {
            return "QBit(Int8, 9)";
        }

        @Override
        List<String> sql() {
            return List.of("[1, -2, 3, -4, 5, 6, 7, 127, -128]", "[0, 0, 0, 0, 0, 0, 0, 0, 1]");
        }

        @Override
        String rows() {
            return cast(type(), "Int8", sql());
        }

        @Override
        List<?> values() {
            return List.of(
                    List.of((byte) 1, (byte) -2, (byte) 3, (byte) -4, (byte) 5, (byte) 6, (byte) 7, (byte) 127, (byte)
                            -128),
                    List.of((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1));
        }
    }

    @Nested
    class QBitWithStride extends CodecContract {
        @Override
        String type() {
            return "QBit(Float32, 24, 8)";
        }

        @Override
        List<String> sql() {
            return List.of(
                    IntStream.rangeClosed(1, 24).boxed().toList().toString(),
                    IntStream.rangeClosed(-23, 0).boxed().toList().toString());
        }

        @Override
        String rows() {
            return cast(type(), "Float32", sql());
        }

        @Override
        List<?> values() {
            return List.of(
                    IntStream.rangeClosed(1, 24).mapToObj(i -> (float) i).toList(),
                    IntStream.rangeClosed(-23, 0).mapToObj(i -> (float) i).toList());
        }
    }

    @Test
    void takesVectorsOfItsLengthOnly() {
        assertThat(Codecs.refusal(Codecs.of("QBit(Float32, 3)"), List.of(1f, 2f)))
                .contains("of 3 numbers");
        assertThat(Codecs.converted(Codecs.of("QBit(Float32, 2)"), List.of(1f, 2f), float[].class))
                .isEqualTo(new float[] {1, 2});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 20, 63, 64, 65, 100, 128, 1536, 2050, 4100, 8200, 16_500})
    void writesAndReadsTheBitsOfEachPlaneWhateverTheDimension(int dimension) {
        Random random = new Random(dimension);
        for (String element : List.of("Int8", "BFloat16", "Float32", "Float64")) {
            ColumnCodec<Column> codec = Codecs.of("QBit(" + element + ", " + dimension + ")");
            writesAndReads(codec, Codecs.of(element), dimension, dimension, random);
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 8", "24, 8", "4096, 1024", "1536, 64", "80, 40", "16400, 8200"})
    void writesAndReadsTheBitsOfEachPlaneOfEachGroup(int dimension, int stride) {
        Random random = new Random(dimension);
        for (String element : List.of("Int8", "BFloat16", "Float32", "Float64")) {
            ColumnCodec<Column> codec = Codecs.of("QBit(" + element + ", " + dimension + ", " + stride + ")");
            writesAndReads(codec, Codecs.of(element), dimension, stride, random);
        }
    }

    private static void writesAndReads(
            ColumnCodec<Column> codec, ColumnCodec<Column> numbers, int dimension, int stride, Random random) {
        // As many as fill some tiles, and a few.
        for (int rows : new int[] {1, 3, 70_000 / dimension + random.nextInt(9) + 1}) {
            byte[] values = new byte[rows * dimension * numbers.bytesPerRow()];
            random.nextBytes(values);
            ArrayColumn column = vectors(codec, numbers, rows, dimension, values);
            byte[] planes = planes(values, numbers.bytesPerRow(), rows, dimension, stride);

            assertThat(written(codec, column, 0, rows)).isEqualTo(planes);
            ArrayColumn read = (ArrayColumn) Codecs.read(codec, rows, Unpooled.wrappedBuffer(planes));
            assertThat(written(numbers, read.elements(), 0, rows * dimension)).isEqualTo(values);
            assertThat(read.end(rows - 1)).isEqualTo(rows * dimension);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 16, 65, 100})
    void writesAndReadsSomeRowsInPieces(int dimension) {
        Random random = new Random(dimension);
        int size = Float.BYTES * dimension;
        byte[] values = new byte[50 * size];
        random.nextBytes(values);
        ColumnCodec<Column> codec = Codecs.of("QBit(Float32, " + dimension + ")");
        Column column = vectors(codec, Codecs.of("Float32"), 50, dimension, values);
        byte[] planes = planes(Arrays.copyOfRange(values, 11 * size, 40 * size), Float.BYTES, 29, dimension, dimension);

        ByteBuf pieces = Unpooled.compositeBuffer().addComponent(true, Unpooled.buffer(3, 3));
        codec.write(pieces, column, 11, 40);
        assertThat(ByteBufUtil.getBytes(pieces)).isEqualTo(planes);
        assertThat(written(codec, column, 11, 40)).isEqualTo(planes);
        assertThat(written(codec, column, 11, 11)).isEmpty();

        ColumnReader<Column> reader = codec.reader(29, new ReadBudget(ReadLimits.DEFAULT));
        ByteBuf in = Unpooled.wrappedBuffer(planes);
        while (in.isReadable()) {
            ByteBuf slice = in.readSlice(Math.min(in.readableBytes(), random.nextInt(planes.length / 2) + 1));
            assertThat(reader.readData(slice)).isEqualTo(!in.isReadable());
        }
        assertThat(written(Codecs.of("Float32"), ((ArrayColumn) reader.column()).elements(), 0, 29 * dimension))
                .isEqualTo(Arrays.copyOfRange(values, 11 * size, 40 * size));
    }

    private static ArrayColumn vectors(
            ColumnCodec<Column> codec, ColumnCodec<Column> numbers, int rows, int dimension, byte[] values) {
        Column elements = Codecs.read(numbers, rows * dimension, Unpooled.wrappedBuffer(values));
        int[] ends = IntStream.rangeClosed(1, rows).map(row -> row * dimension).toArray();
        return new ArrayColumn(codec.type(), ends, elements, ArrayMapping.INSTANCE);
    }

    private static byte[] written(ColumnCodec<Column> codec, Column column, int from, int to) {
        ByteBuf out = Unpooled.directBuffer();
        codec.write(out, column, from, to);
        byte[] bytes = ByteBufUtil.getBytes(out);
        out.release();
        return bytes;
    }

    /** Group by group, bit by bit: that of the first number of a group is the lowest of the last byte of the vector's. */
    private static byte[] planes(byte[] values, int size, int rows, int dimension, int stride) {
        int vectorBytes = (stride + 7) / 8;
        int groupBytes = size * 8 * rows * vectorBytes;
        byte[] planes = new byte[dimension / stride * groupBytes];
        for (int number = 0; number < rows * dimension; number++) {
            int at = number % dimension % stride;
            int group = number % dimension / stride * groupBytes;
            int place = group + number / dimension * vectorBytes + vectorBytes - 1 - at / 8;
            for (int bit = 0; bit < size * 8; bit++) {
                int value = values[number * size + bit / 8] >> bit % 8 & 1;
                planes[(size * 8 - 1 - bit) * rows * vectorBytes + place] |= (byte) (value << at % 8);
            }
        }
        return planes;
    }
}
