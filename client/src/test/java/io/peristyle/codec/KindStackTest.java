package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import io.peristyle.wire.WireText;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindStackTest {
    private static final String END_4 = "84 80 80 80 80 80 80 80 40";
    private static final String AT_3_OF_8 = "03 " + END_4;
    private static final String ONE = "01 00 00 00 00 00 00 00";
    private static final String NONE = "00 00 00 00 00 00 00 00";
    private static final String PAIRS_OF_8 = "10 01 00 00 01 01 02 02 03 03 04 04 05 05 06 06 07 07 08";

    /** A block of one column: {@code layout} begins with the byte that announces kinds. */
    private static byte[] block(int rows, String type, String layout) {
        return Bytes.written(out -> {
            out.writeByte(0).writeByte(1).writeByte(rows);
            WireOutput.writeString(out, "v");
            WireOutput.writeString(out, type);
            out.writeBytes(WireText.bytes(layout));
        });
    }

    private static Column read(int rows, String type, String layout) {
        byte[] bytes = block(rows, type, layout);
        Block whole = Blocks.read(bytes);
        BlockReader reader = Blocks.reader();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(reader.read(Unpooled.wrappedBuffer(bytes, i, 1))).isEqualTo(i == bytes.length - 1);
        }
        Blocks.assertSame(reader.block(), whole);
        Blocks.assertSame(Blocks.read(Blocks.write(whole)), whole);
        return whole.column(0);
    }

    private static List<BigInteger> integers(long... values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }

    private static List<@Nullable Object> list(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void fillsInTheRowsThatSparseLeavesOut() {
        Column column = read(8, "UInt64", "01 01 " + AT_3_OF_8 + " 4d 00 00 00 00 00 00 00");
        assertThat(Blocks.values(column)).isEqualTo(integers(0, 0, 0, 77, 0, 0, 0, 0));
    }

    @Test
    void readsSparseStrings() {
        Column column = read(8, "String", "01 01 02 02 82 80 80 80 80 80 80 80 40 02\"ab\" 02\"ab\"");
        assertThat(Blocks.values(column)).isEqualTo(List.of("", "", "ab", "", "", "ab", "", ""));
    }

    @Test
    void takesTheRowsThatSparseNullableLeavesOutForNull() {
        Column column = read(8, "Nullable(Int32)", "01 01 04 83 80 80 80 80 80 80 80 40 09 00 00 00");
        assertThat(Blocks.values(column)).isEqualTo(list(null, null, null, null, 9, null, null, null));
    }

    @Test
    void readsSparseWithoutAnyValue() {
        assertThat(Blocks.values(read(1, "UInt64", "01 01 81 80 80 80 80 80 80 80 40")))
                .isEqualTo(integers(0));
    }

    @Test
    void readsSparseElementsOfATuple() {
        Column column =
                read(8, "Tuple(x Int32, y String)", "01 00 01 00 " + AT_3_OF_8 + " 05 00 00 00" + "01\"a\"".repeat(8));
        assertThat(column.value(3)).isEqualTo(List.of(5, "a"));
        assertThat(column.value(4)).isEqualTo(List.of(0, "a"));
    }

    @Test
    void keepsReplicatedStringsInADictionary() {
        Column column = read(6, "String", "01 04 06 01 00 00 00 01 01 01 02 04\"abc0\" 04\"abc1\"");
        assertThat(column).isInstanceOf(DictionaryColumn.class);
        assertThat(Blocks.values(column)).isEqualTo(List.of("abc0", "abc0", "abc0", "abc1", "abc1", "abc1"));
    }

    @Test
    void repeatsReplicatedNumbersAtOnce() {
        Column column = read(3, "UInt64", "01 04 03 01 01 00 01 02 " + ONE + NONE);
        assertThat(column).isInstanceOf(LongColumn.class);
        assertThat(Blocks.values(column)).isEqualTo(integers(0, 1, 0));
    }

    @Test
    void readsReplicatedArraysOfLowCardinalityWithThePrefixFirst() {
        Column column = read(
                4,
                "Array(LowCardinality(String))",
                "01 04" + ONE + "04 01 00 00 01 01 02" + ONE + "03 00 00 00 00 00 00 00"
                        + "00 06 00 00 00 00 00 00 | 03 00 00 00 00 00 00 00 | 00 01\"a\" 01\"b\""
                        + "03 00 00 00 00 00 00 00 | 01 02 01");
        assertThat(Blocks.values(column))
                .isEqualTo(List.of(List.of("a"), List.of("a"), List.of("b", "a"), List.of("b", "a")));
    }

    @Test
    void keepsReplicatedLowCardinalityOnItsOwnDictionary() {
        Column column = read(
                3,
                "LowCardinality(String)",
                "01 04" + ONE + "03 01 00 00 01 02 | 00 06 00 00 00 00 00 00 | 02 00 00 00 00 00 00 00 | 00 01\"a\""
                        + "02 00 00 00 00 00 00 00 | 01 00");
        assertThat(Blocks.values(column)).isEqualTo(List.of("a", "a", ""));
    }

    @Test
    void repeatsASparseColumn() {
        Column column = read(16, "UInt64", "01 05 03 00 01 03 " + PAIRS_OF_8 + AT_3_OF_8 + " 4d 00 00 00 00 00 00 00");
        assertThat(Blocks.values(column)).isEqualTo(integers(0, 0, 0, 0, 0, 0, 77, 77, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void repeatsATupleWithASparseElement() {
        Column column = read(
                16,
                "Tuple(Int32, String)",
                "01 04 01 00 " + PAIRS_OF_8 + "01 86 80 80 80 80 80 80 80 40 07 00 00 00" + "01\"z\"".repeat(8));
        assertThat(column.value(2)).isEqualTo(List.of(7, "z"));
        assertThat(column.value(3)).isEqualTo(List.of(7, "z"));
        assertThat(column.value(4)).isEqualTo(List.of(0, "z"));
    }

    @Test
    void refusesADetachedColumnAndSaysWhatPreventsIt() {
        for (String kind : List.of("02", "03", "05 02 00 02")) {
            assertThatThrownBy(() -> Blocks.read(block(1, "UInt64", "01 " + kind)))
                    .isInstanceOf(UnsupportedTypeException.class)
                    .hasMessageContaining("column v")
                    .hasMessageContaining("enable_parallel_blocks_marshalling");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "06, layout 6",
        "05 00, combination of 0",
        "05 04, combination of 4",
        "05 02 01 01, layout 1 in a combination",
        "05 03 00 03 01, layout 1 in a combination",
        "05 02 00 04, layout 4 in a combination",
        "01 08, has 8 default rows",
        "01 84 80 80 80 80 80 80 80 40, has 4 default rows",
        "01 ff ff ff ff ff ff ff ff bf 01, default rows",
        "04 07, 7 indices",
        "04 08 03, indices of 3 bytes",
        "04 08 01 00 00 00 00 00 00 00 02 01, an index of 2",
        "04 08 08 00 00 00 00 00 00 00 80, an index of"
    })
    void refusesAnImpossibleLayout(String layout, String problem) {
        byte[] rest = new byte[64];
        byte[] bytes = block(8, "UInt64", "01 " + layout);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + rest.length);
        assertThatThrownBy(() -> Blocks.read(padded))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("column v")
                .hasMessageContaining(problem);
    }

    @Test
    void countsRepeatedBytesAgainstTheLimitOfTheBlock() {
        ReadLimits limits = new ReadLimits(1 << 20, 1200, 1000, 10);
        byte[] bytes = block(100, "UInt64", "01 04 64 01" + "00".repeat(100) + "01" + ONE);
        assertThatThrownBy(() -> Blocks.reader(limits).read(Unpooled.wrappedBuffer(bytes)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("1200 bytes");
    }
}
