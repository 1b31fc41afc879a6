package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.VariantColumn;
import io.peristyle.wire.MalformedDataException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicCodecTest {
    private static final List<@Nullable Object> VALUES =
            Arrays.asList(BigInteger.valueOf(42), "hi", null, LocalDate.of(2024, 1, 2));
    private static final List<String> SQL = List.of("42::UInt64", "'hi'", "NULL", "toDate('2024-01-02')");

    /** The rows of {@link #SQL} as a table of one column. */
    private static String rows(String type) {
        return "(SELECT arrayJoin(["
                + String.join(", ", SQL.stream().map(v -> v + "::" + type).toList()) + "]) AS v)";
    }

    @Nested
    class DynamicColumn extends CodecContract {
        @Override
        String type() {
            return "Dynamic";
        }

        @Override
        List<String> sql() {
            return SQL;
        }

        @Override
        String rows() {
            return DynamicCodecTest.rows(type());
        }

        @Override
        List<@Nullable Object> values() {
            return VALUES;
        }

        @Override
        List<@Nullable Object> given() {
            return Arrays.asList(new BigInteger("18446744073709551615"), "hi", null, LocalDate.of(2024, 1, 2));
        }

        @Override
        void buildsFromJavaValues() {
            // The type of a number is that of its class here, not the server's choice.
            assertThat(Codecs.stored(Codecs.of(type()), 42L)).isEqualTo(42L);
        }
    }

    @Nested
    class DynamicOfHiddenTypes extends DynamicColumn {
        @Override
        String type() {
            return "Dynamic(max_types=1)";
        }
    }

    @Nested
    class DynamicFlattened extends DynamicColumn {
        @Override
        String rows() {
            return super.rows() + " SETTINGS output_format_native_use_flattened_dynamic_and_json_serialization = 1";
        }
    }

    @Test
    void readsTheFirstLayout() {
        ByteBuf in = Codecs.bytes("0100000000000000 02 02 06537472696e67 0655496e743634 0000000000000000"
                + "02 01 ff 026869 2a00000000000000");
        Column column = Codecs.read(Codecs.of("Dynamic"), 3, in);
        assertThat(Codecs.valuesOf(column)).containsExactly(BigInteger.valueOf(42), "hi", null);
        assertThat(((VariantColumn) column).typeOf(0)).hasToString("UInt64");
    }

    @Test
    void readsHiddenValuesOfManyTypes() {
        ByteBuf in = Codecs.bytes("0200000000000000 00 0000000000000000"
                + "00 00 00 ff 00"
                + "04 15 02 6869" // String 'hi'
                + "04 1e 01 01 07" // Array(UInt8) [7]
                + "03 23 01 01" // Nullable(UInt8) NULL
                + "06 1f 02 01 15 09 00"); // Tuple(UInt8, String) (9, '')
        Column column = Codecs.read(Codecs.of("Dynamic"), 5, in);
        assertThat(Codecs.valuesOf(column))
                .isEqualTo(Arrays.asList("hi", List.of((short) 7), null, null, List.of((short) 9, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {54412, 54473, 54488})
    void isReadInEveryLayoutThatItIsWrittenIn(int revision) {
        CodecRegistry codecs = new CodecRegistry(ZoneId.of("UTC"), false, revision);
        ElementCodec codec = ElementCodec.of(codecs.codec("Dynamic"));
        for (int seed = 0; seed < 20; seed++) {
            Column column = new RandomColumns(seed).column(codecs, codec.type(), 50);
            ByteBuf out = Unpooled.buffer();
            codec.writePrefix(out, column);
            codec.write(out, column, 0, 50);
            Column read = Codecs.read(Codecs.of("Dynamic"), 50, out);
            assertThat(Blocks.values(read)).isEqualTo(Blocks.values(column));
            assertThat(out.isReadable()).isFalse();
        }
    }

    @Test
    void givesValuesTheTypesOfTheirClasses() {
        List<Object> values = List.of(
                1L,
                2,
                (short) 3,
                (byte) 4,
                1.5,
                2.5f,
                true,
                "s",
                LocalDate.EPOCH,
                new BigInteger("99999999999999999999"),
                new java.math.BigDecimal("1.50"),
                List.of(1L, 2L),
                java.util.Map.of("a", 1L),
                new java.util.UUID(1, 2),
                java.time.Duration.ofNanos(5),
                java.time.Instant.EPOCH.plusNanos(1).atZone(ZoneId.of("Asia/Tokyo")),
                List.of(1L, "x"));
        Column column = Codecs.column(Codecs.of("Dynamic"), values.toArray());
        ByteBuf out = Unpooled.buffer();
        ElementCodec codec = ElementCodec.of(Codecs.of("Dynamic"));
        codec.writePrefix(out, column);
        codec.write(out, column, 0, column.size());
        Column read = Codecs.read(Codecs.of("Dynamic"), column.size(), out);
        List<Object> expected = new java.util.ArrayList<>(values);
        expected.set(10, new java.math.BigDecimal("1.50"));
        assertThat(Codecs.valuesOf(read)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0400000000000000",
                "0300000000000000 ffffffff0f",
                "0200000000000000 ff01",
                "0300000000000000 01 024142",
                "0300000000000000 01 0541727261792829",
                "0300000000000000 01 0655496e743634 02",
                "0200000000000000 00 0000000000000000 01",
                "0200000000000000 00 0000000000000000 00 01 1e",
                "0200000000000000 00 0000000000000000 00 02 15 05",
                "0200000000000000 00 0000000000000000 00 07 1e 15 ffffffff7f",
                "0200000000000000 00 0000000000000000 00 03 15 00 00",
            })
    void refusesDataThatLie(String hex) {
        assertThatThrownBy(() -> Codecs.read(Codecs.of("Dynamic"), 1, Codecs.bytes(hex)))
                .isInstanceOfAny(MalformedDataException.class, io.peristyle.error.UnsupportedTypeException.class);
    }

    @Test
    void refusesTypesThatNestInOneAnotherWithoutEnd() {
        ByteBuf in = Unpooled.buffer();
        for (int i = 0; i < 100_000; i++) {
            in.writeBytes(Codecs.bytes("0300000000000000 01 0744796e616d6963"));
        }
        assertThatThrownBy(() -> Codecs.of("Dynamic")
                        .reader(1, new ReadBudget(ReadLimits.DEFAULT))
                        .readPrefix(in))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void takesNoValueThatIsNestedWithoutEnd() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object deep = 1;
        for (int depth = 0; depth < 10_000; depth++) {
            deep = Map.of("k", List.of(deep));
        }
        for (String type : List.of("Dynamic", "JSON")) {
            assertThat(Codecs.refusal(Codecs.of(type), Map.of("k", list))).contains("over 100 deep");
            assertThat(Codecs.refusal(Codecs.of(type), deep)).contains("over 100 deep");
        }
    }
}
