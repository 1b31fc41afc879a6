package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.LongColumn;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.type.ClickHouseType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ColumnarRowsTest {
    private static final CodecRegistry CODECS = new CodecRegistry(ZoneOffset.UTC);
    private static final int ROWS = 30_000;

    private final ExecutorService callbacks = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        callbacks.shutdownNow();
    }

    @Test
    void everyRowOfEveryColumnIsInItsBlock() {
        long[] ids = LongStream.range(0, ROWS).toArray();
        String[] names = IntStream.range(0, ROWS)
                .mapToObj(i -> i % 999 == 0 ? "é" + i : "n" + i)
                .toArray(String[]::new);
        Instant[] times =
                LongStream.range(0, ROWS).mapToObj(Instant::ofEpochSecond).toArray(Instant[]::new);
        short[] shorts = new short[ROWS];
        shorts[ROWS - 1] = -1;
        List<TableColumn> columns = List.of(
                column("id", "UInt64"), column("name", "String"), column("ts", "DateTime"), column("s", "Int16"));
        for (int blockRows : new int[] {1_000, 4_097, 9_999, ROWS - 1, ROWS, 65_409}) {
            List<BlockRange> ranges =
                    ranges(columns, Map.of("id", ids, "name", names, "ts", times, "s", shorts), blockRows);
            assertThat(ranges).allMatch(range -> range.rows() <= blockRows);
            int row = 0;
            for (BlockRange range : ranges) {
                assertThat(range.names()).containsExactly("id", "name", "ts", "s");
                assertThat(((LongColumn) range.columns().get(0)).values())
                        .as("what is stored as it is, is not copied")
                        .isSameAs(ids);
                for (int i = 0; i < range.rows(); i++, row++) {
                    assertThat(range.columns().get(0).longValue(range.start(0) + i))
                            .isEqualTo(row);
                    assertThat(range.columns().get(1).value(range.start(1) + i)).isEqualTo(names[row]);
                    assertThat(time(range.columns().get(2), range.start(2) + i)).isEqualTo(times[row]);
                    assertThat(range.columns().get(3).longValue(range.start(3) + i))
                            .isEqualTo(shorts[row]);
                }
            }
            assertThat(row).isEqualTo(ROWS);
        }
    }

    @Test
    void theFirstBlockWithAValueThatDoesNotFitIsTheOneThatFails() {
        Instant[] times =
                LongStream.range(0, ROWS).mapToObj(Instant::ofEpochSecond).toArray(Instant[]::new);
        for (int row = 12_345; row < ROWS; row += 1_000) {
            times[row] = Instant.ofEpochSecond(-1);
        }
        assertThatThrownBy(() -> ranges(List.of(column("ts", "DateTime")), Map.of("ts", times), 2_000))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 12345, column ts of type DateTime: ");
    }

    @Test
    void aNegativeValueOfAnUnsignedColumnIsNamed() {
        long[] ids = LongStream.range(0, ROWS).toArray();
        ids[20_001] = -1;
        String[] names = new String[ROWS];
        java.util.Arrays.fill(names, "");
        List<TableColumn> columns = List.of(column("id", "UInt64"), column("name", "String"));
        for (Map<String, Object> values :
                List.<Map<String, Object>>of(Map.of("id", ids, "name", names), Map.of("id", ids))) {
            assertThatThrownBy(() -> ranges(columns.subList(0, values.size()), values, 7_000))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("row 20001, column id of type UInt64: ")
                    .hasMessageContaining("negative");
        }
    }

    @Test
    void piecesOfAPartThatTakesTooManyBytesFollowOneAnother() {
        long[] ids = LongStream.range(0, ROWS).toArray();
        String[] names = LongStream.range(0, ROWS).mapToObj(Long::toString).toArray(String[]::new);
        List<BlockRange> ranges = ranges(
                List.of(column("id", "UInt64"), column("name", "String")),
                Map.of("id", ids, "name", names),
                InsertOptions.DEFAULT.withMaximumBlockRows(5_000).withMaximumBlockBytes(10_000));

        assertThat(ranges).hasSizeGreaterThan(2 * ROWS / 5_000);
        int row = 0;
        for (BlockRange range : ranges) {
            for (int i = 0; i < range.rows(); i++, row++) {
                assertThat(range.columns().get(0).longValue(range.start(0) + i)).isEqualTo(row);
                assertThat(range.columns().get(1).value(range.start(1) + i)).isEqualTo(names[row]);
            }
        }
        assertThat(row).isEqualTo(ROWS);
    }

    private List<BlockRange> ranges(List<TableColumn> columns, Map<String, Object> values, int blockRows) {
        return ranges(columns, values, InsertOptions.DEFAULT.withMaximumBlockRows(blockRows));
    }

    private List<BlockRange> ranges(List<TableColumn> columns, Map<String, Object> values, InsertOptions limits) {
        RowSource source = new ColumnarRows(values, callbacks).source(columns, CODECS, limits);
        List<BlockRange> ranges = new ArrayList<>();
        for (BlockRange range = next(source); range != null; range = next(source)) {
            ranges.add(range);
        }
        return ranges;
    }

    private static BlockRange next(RowSource source) {
        return source.next().toCompletableFuture().join();
    }

    private static Object time(Column column, int row) {
        return java.util.Objects.requireNonNull(column.reader(Instant.class)).read(row);
    }

    private static TableColumn column(String name, String type) {
        return new TableColumn(name, ClickHouseType.parse(type), "");
    }
}
