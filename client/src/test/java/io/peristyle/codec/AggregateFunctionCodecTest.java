package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States as a server of version 26.7 writes them. */
class AggregateFunctionCodecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum, UInt64 | 0500000000000000",
                "sum, Float32 | 000000000000f83f",
                "sum, Decimal(9, 2) | 96000000000000000000000000000000",
                "sum, Nullable(UInt64) | 010500000000000000",
                "sum, Nullable(UInt64) | 00",
                "sumIf, UInt64, UInt8 | 0500000000000000",
                "sumIf, Nullable(UInt8), UInt8 | 010500000000000000",
                "count | 8101",
                "count, Nullable(UInt8) | 01",
                "countIf, UInt8 | 01",
                "countIf, Nullable(UInt8) | 0101",
                "avg, UInt8 | 050000000000000001",
                "avg, Nullable(UInt8) | 01050000000000000001",
                "avg, Decimal(9, 2) | f401000000000000000000000000000001",
                "min, UInt8 | 0105",
                "min, UInt8 | 00",
                "min, String | 0400000061626300",
                "minIf, String, UInt8 | ffffffff",
                "min, Nullable(String) | 010400000061626300",
                "max, Date | 010b4d",
                "any, Nullable(UInt8) | 010105",
                "argMax, String, UInt8 | 04000000616263000105",
                "argMax, UInt8, Nullable(UInt8) | 0101010105",
                "groupBitOr, UInt8 | 05",
                "groupArray, Date | 010b4d",
                "groupArray, String | 01026162",
                "groupUniqArray, UInt8 | 0105",
                "uniq, UInt64 | 000175554cd5",
                "uniq, Nullable(UInt8) | 01000175554cd5",
            })
    void findsWhereAStateEnds(String arguments, String hex) {
        ColumnCodec<Column> codec = Codecs.of("AggregateFunction(" + arguments + ")");
        ByteBuf all = Codecs.bytes(hex + hex + "c0");
        ColumnReader<Column> reader = codec.reader(2, new ReadBudget(ReadLimits.DEFAULT));
        for (int i = 0; i < hex.length() - 1; i++) {
            assertThat(reader.readData(all.readSlice(1))).isFalse();
        }
        assertThat(reader.readData(all)).isTrue();
        assertThat(all.readableBytes()).as("bytes behind the states").isEqualTo(1);
        Column column = reader.column();
        assertThat(column.bytesValue(0)).isEqualTo(column.value(1));
        assertThat(Codecs.hexOf(codec, column)).isEqualTo(hex + hex);
        ColumnBuilder builder = codec.builder(1);
        builder.append(column.value(0));
        assertThat(Codecs.hexOf(codec, builder.build())).isEqualTo(hex);
        byte[] longer = java.util.Arrays.copyOf(column.bytesValue(0), hex.length() / 2 + 1);
        assertThat(Codecs.refusal(codec, longer)).contains("no state");
        builder.appendDefault();
        assertThat(builder.build().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AggregateFunction(quantiles(0.5, 0.9), UInt64)",
                "AggregateFunction(1, sumMap, Array(UInt8), Array(UInt8))",
                "AggregateFunction(min, Array(UInt8))",
                "AggregateFunction(groupArray, UUID)",
                "AggregateFunction(sum, Date)"
            })
    void namesTheWayOutForOtherFunctions(String type) {
        assertThatThrownBy(() -> Codecs.of(type))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContaining(type)
                .hasMessageContaining("finalizeAggregation")
                .hasMessageContaining("Merge");
    }

    @Test
    void takesStatesOnly() {
        ColumnCodec<Column> codec = Codecs.of("AggregateFunction(sum, UInt64)");
        assertThat(Codecs.refusal(codec, new byte[7])).contains("no state");
        assertThat(Codecs.refusal(codec, new byte[9])).contains("no state");
        assertThat(Codecs.refusal(codec, 5)).contains("java.lang.Integer");
    }

    @ParameterizedTest
    @CsvSource({
        "'groupArray, UInt64', ffffffffffffffffff01",
        "'groupArray, String', ffffffff7f",
        "'groupArray, String', 01ffffffff7f",
        "'min, String', feffffff",
        "'uniq, UInt64', 00ffffffff0f",
        "'count', ffffffffffffffffffffff01"
    })
    void refusesLengthsThatLie(String arguments, String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(Codecs.bytes(hex));
        assertThatThrownBy(() -> Codecs.of("AggregateFunction(" + arguments + ")")
                        .reader(1, new ReadBudget(ReadLimits.DEFAULT))
                        .readData(in))
                .isInstanceOf(MalformedDataException.class);
    }
}
