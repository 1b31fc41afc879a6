package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.VariantColumn;
import io.peristyle.error.DataException;
import io.peristyle.wire.MalformedDataException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VariantCodecTest {
    private static final String TYPE = "Variant(Array(UInt8), String, UInt64)";

    @Nested
    class VariantOfThree extends CodecContract {
        @Override
        String type() {
            return TYPE;
        }

        @Override
        List<String> sql() {
            return List.of("42::UInt64", "'hi'", "NULL", "[1::UInt8, 2]", "''", "18446744073709551615");
        }

        @Override
        List<@Nullable Object> values() {
            return Arrays.asList(
                    BigInteger.valueOf(42),
                    "hi",
                    null,
                    List.of((short) 1, (short) 2),
                    "",
                    BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
        }

        @Override
        List<@Nullable Object> given() {
            return Arrays.asList(
                    42,
                    "hi",
                    null,
                    new int[] {1, 2},
                    "",
                    BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
        }
    }

    @Nested
    class ArrayOfVariantOfDictionary extends CodecContract {
        private static final String MEMBER = "::Variant(LowCardinality(String), UInt8)";

        @Override
        String type() {
            return "Array(Variant(LowCardinality(String), UInt8))";
        }

        @Override
        List<String> sql() {
            return List.of(
                    "[toLowCardinality('x')" + MEMBER + "]",
                    "arrayPopBack([NULL" + MEMBER + "])",
                    "[7::UInt8" + MEMBER + ", NULL" + MEMBER + ", toLowCardinality('x')" + MEMBER + "]");
        }

        @Override
        String rows() {
            return "(SELECT arrayJoin([" + String.join(", ", sql()) + "]) AS v)";
        }

        @Override
        List<?> values() {
            return List.of(List.of("x"), List.of(), Arrays.asList((short) 7, null, "x"));
        }
    }

    @Nested
    class GeometryColumn extends CodecContract {
        @Override
        String type() {
            return "Geometry";
        }

        @Override
        List<String> sql() {
            return List.of("(1., 2.)::Point::Geometry", "[(0., 0.)]::Ring::Geometry");
        }

        @Override
        List<?> values() {
            return List.of(List.of(1.0, 2.0), List.of(List.of(0.0, 0.0)));
        }
    }

    private static Column column(@Nullable Object... values) {
        ColumnBuilder builder = Codecs.of(TYPE).builder(0);
        for (Object value : values) {
            builder.append(value);
        }
        return builder.build();
    }

    @Test
    void saysOfWhichTypeARowIs() {
        VariantColumn column = (VariantColumn) column("a", null, 5);
        assertThat(column.typeOf(0)).hasToString("String");
        assertThat(column.typeOf(1)).isNull();
        assertThat(column.isNull(1)).isTrue();
        assertThat(column.longValue(2)).isEqualTo(5);
        assertThat(column.stringValue(2)).isEqualTo("5");
        assertThat(column.bytesValue(0)).containsExactly('a');
        assertThatThrownBy(() -> column.longValue(0)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> column.longValue(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("NULL");
    }

    @Test
    void convertsTheRowsWhoseTypesDo() {
        Column column = column("a", 5);
        Column.RowReader longs = column.reader(long.class);
        assertThat(longs).isNotNull();
        assertThat(longs.read(1)).isEqualTo(5L);
        assertThatThrownBy(() -> longs.read(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 0")
                .hasMessageContaining("String");
        assertThat(column.reader(LocalDate.class)).isNull();
    }

    @Test
    void prefersTheTypeThatReadsBackAsTheSame() {
        ColumnBuilder builder =
                Codecs.of("Variant(Date, Float64, Int32, Int64, String, UUID)").builder(0);
        UUID uuid = new UUID(1, 2);
        List<Object> values = List.of(5L, 5, 5.5, "2024-01-01", LocalDate.EPOCH, uuid);
        values.forEach(builder::append);
        assertThat(Codecs.valuesOf(builder.build())).isEqualTo(values);
    }

    @Test
    void refusesWhatNoneOfItsTypesTakes() {
        assertThat(Codecs.refusal(Codecs.of(TYPE), new Thread())).contains("Variant", "java.lang.Thread");
        ColumnBuilder builder = Codecs.of(TYPE).builder(0);
        assertThatThrownBy(() -> builder.append(-5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.size()).isZero();
    }

    @Test
    void refusesTypesThatItDoesNotHave() {
        ByteBuf in = Codecs.bytes("0000000000000000 03");
        assertThatThrownBy(() -> Codecs.read(Codecs.of(TYPE), 1, in))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("type 3 of the 3");
        assertThatThrownBy(() -> Codecs.read(Codecs.of(TYPE), 1, Codecs.bytes("0100000000000000 00")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("mode 1");
    }
}
