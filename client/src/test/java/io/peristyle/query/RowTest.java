package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowTest {
    private final Block block = new Block(
            2,
            List.of("id", "name", "big", "id"),
            List.of(
                    column("Int32", 1, 300),
                    column("Nullable(String)", "a", null),
                    column("UInt64", BigInteger.ONE, BigInteger.TWO.pow(63)),
                    column("Int32", 3, 4)));
    private final Row first = new Row(block, 0);
    private final Row second = new Row(block, 1);

    @Test
    void takesTheFirstColumnOfAName() {
        assertThat(first.value("id")).isEqualTo(1);
        assertThat(first.value(3)).isEqualTo(3);
        assertThat(first.longValue("id")).isEqualTo(1);
    }

    @Test
    void namesTheColumnsThatThereAre() {
        assertThatThrownBy(() -> first.value("missing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("[id, name, big, id]");
    }

    @Test
    void givesNullForNull() {
        assertThat(second.isNull("name")).isTrue();
        assertThat(second.value("name")).isNull();
        assertThat(second.value("name", String.class)).isNull();
        assertThat(first.isNull(1)).isFalse();
        assertThatThrownBy(() -> second.stringValue("name"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column name");
    }

    @Test
    void convertsWithoutLossOnly() {
        assertThat(first.value("id", Long.class)).isEqualTo(1L);
        assertThat(first.value("id", long.class)).isEqualTo(1L);
        assertThat(first.value("big", Long.class)).isEqualTo(1L);
        assertThatThrownBy(() -> second.value("id", Byte.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column id");
        assertThatThrownBy(() -> second.longValue("big"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column big");
        assertThat(second.doubleValue("big")).isEqualTo(0x1p63);
    }

    @Test
    void refusesAClassThatTheTypeDoesNotConvertTo() {
        assertThatThrownBy(() -> first.value("id", Thread.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column id of type Int32")
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void refusesPlacesOutsideOfTheRow() {
        assertThatThrownBy(() -> first.value(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> first.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Row(block, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void listsItsValues() {
        assertThat(second.values()).containsExactly(300, null, BigInteger.TWO.pow(63), 4);
        assertThat(second.size()).isEqualTo(4);
        assertThat(second.index()).isEqualTo(1);
        assertThat(second).hasToString("Row[id=300, name=null, big=9223372036854775808, id=4]");
    }

    private static Column column(String type, @Nullable Object... values) {
        ColumnBuilder builder = new CodecRegistry(ZoneOffset.UTC).builder(ClickHouseType.parse(type), values.length);
        for (Object value : values) {
            builder.append(value);
        }
        return builder.build();
    }
}
