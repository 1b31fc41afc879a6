package io.peristyle.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Setting;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WriteUnitTest {
    private static final long MIB = 1 << 20;

    @Test
    void takesTheServersDefaultsForWhatIsNotSet() {
        WriteUnit unit = unit();

        assertThat(unit.takes(10, 1_048_448, 255 * MIB)).isTrue();
        assertThat(unit.takes(10, 1_048_449, MIB)).isFalse();
        assertThat(unit.takes(10, 1_000, 256 * MIB)).isFalse();
    }

    @Test
    void aSmallerUnitOfTheUserCounts() {
        assertThat(unit(Setting.of("min_insert_block_size_rows", 1_000)).takes(2, 1_000, MIB))
                .isFalse();
        assertThat(unit(Setting.of("min_insert_block_size_bytes", MIB)).takes(2, 1_000, MIB))
                .isFalse();
        assertThat(unit(Setting.of("max_insert_block_size", 500)).takes(1, 501, 10))
                .isFalse();
        assertThat(unit(Setting.of("min_insert_block_size_rows", 1_000)).takes(2, 999, MIB))
                .isTrue();
    }

    @Test
    void eachBlockIsAWriteOfItsOwnIfTheServerJoinsNone() {
        WriteUnit unit =
                unit(Setting.of("min_insert_block_size_rows", 0), Setting.of("min_insert_block_size_bytes", 0));

        assertThat(unit.takes(1, 10, 10)).isTrue();
        assertThat(unit.takes(2, 10, 10)).isFalse();
    }

    @Test
    void aLargerUnitOfTheUserCounts() {
        WriteUnit unit = unit(Setting.of("min_insert_block_size_rows", 5_000_000));

        assertThat(unit.takes(10, 4_000_000, MIB)).isTrue();
    }

    @Test
    void aSettingThatIsNoNumberJoinsNothing() {
        assertThat(unit(Setting.of("min_insert_block_size_rows", "auto")).takes(2, 2, 2))
                .isFalse();
    }

    @Test
    void countsBytesAsServersKeepThem() {
        assertThat(bytes("Int32", 1, 2, 3)).isEqualTo(12);
        assertThat(bytes("Nullable(Int64)", 1, 2)).isEqualTo(18);
        assertThat(bytes("String", "", "four")).isEqualTo(4 + 2 * 9);
        assertThat(bytes("Array(UInt8)", List.of(1, 2), List.of())).isEqualTo(2 * 8 + 2);
        assertThat(bytes("FixedString(5)", "abcde")).isEqualTo(5);
        assertThat(bytes("Tuple(Int16, Float32)", List.of(1, 1.5f))).isEqualTo(6);
    }

    private static long bytes(String type, Object... values) {
        ColumnBuilder builder = new CodecRegistry(ZoneOffset.UTC).builder(ClickHouseType.parse(type), values.length);
        for (Object value : values) {
            builder.append(value);
        }
        Block block = new Block(values.length, List.of("c"), List.of(builder.build()));
        return WriteUnit.bytesAtServer(BlockRange.all(block));
    }

    private static WriteUnit unit(Setting... settings) {
        return WriteUnit.of(new QueryOptions("", List.of(settings), List.of(), null, false));
    }
}
