package io.peristyle.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Setting;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowJoinerTest {
    private static final Block BLOCK = block(1_000);
    private static final long BYTES = WriteUnit.bytesAtServer(BlockRange.all(BLOCK));

    @Test
    void takesWhatIsReadyUpToSoManyBytes() {
        Ready source = new Ready(10);

        JoinedRows joined = join(source, new RowJoiner(unit(), 4 * BYTES), block -> true);

        assertThat(joined.parts()).hasSize(4);
        assertThat(joined.rows()).isEqualTo(4_000);
        assertThat(joined.bytes()).isEqualTo(4 * BYTES);
        assertThat(source.left)
                .as("what does not fit comes with the next block")
                .isEqualTo(6);
    }

    @Test
    void takesNothingElseFromASourceThatIsNotReady() {
        assertThat(join(new Ready(1), new RowJoiner(unit(), Long.MAX_VALUE), block -> true)
                        .parts())
                .hasSize(1);
    }

    @Test
    void leavesBlocksAloneThatDoNotJoin() {
        assertThat(join(new Ready(10), new RowJoiner(unit(), Long.MAX_VALUE), block -> false)
                        .parts())
                .hasSize(1);
        Block other = block(500);
        Ready source = new Ready(List.of(BLOCK, BLOCK, other, BLOCK));
        assertThat(join(source, new RowJoiner(unit(), Long.MAX_VALUE), range -> range.rows() != other.rows())
                        .parts())
                .hasSize(2);
    }

    @Test
    void makesNoWriteOfWhatTheServerWouldWriteApart() {
        RowJoiner threeThousand = new RowJoiner(unit(Setting.of("min_insert_block_size_rows", 3_001)), Long.MAX_VALUE);
        assertThat(join(new Ready(10), threeThousand, block -> true).rows()).isEqualTo(3_000);

        RowJoiner none = new RowJoiner(
                unit(Setting.of("min_insert_block_size_rows", 0), Setting.of("min_insert_block_size_bytes", 0)),
                Long.MAX_VALUE);
        assertThat(join(new Ready(10), none, block -> true).rows()).isEqualTo(1_000);

        RowJoiner many = new RowJoiner(unit(Setting.of("min_insert_block_size_rows", 10_000_000)), Long.MAX_VALUE);
        assertThat(join(new Ready(2_000), many, block -> true).rows())
                .as("a block of more rows counts as more than one write")
                .isEqualTo(1_048_000);
    }

    @Test
    void joinsNothingIfItMayTakeNoBytes() {
        assertThat(join(new Ready(10), new RowJoiner(unit(), 0), block -> true).parts())
                .hasSize(1);
    }

    @Test
    void joinsNothingUnderADeduplicationToken() {
        for (Setting setting :
                List.of(Setting.of("insert_deduplication_token", "one"), Setting.of("insert_quorum", 0))) {
            QueryOptions options = new QueryOptions("", List.of(setting), List.of(), null, false);
            RowJoiner joiner = RowJoiner.of(new InsertRequest("", options, false, null, Long.MAX_VALUE, null));
            assertThat(join(new Ready(10), joiner, rows -> true).parts())
                    .hasSize(setting.name().endsWith("token") ? 1 : 10);
        }
    }

    private static JoinedRows join(Ready source, RowJoiner joiner, Predicate<BlockRange> joinable) {
        BlockRange first = source.next().toCompletableFuture().join();
        if (first == null) {
            throw new AssertionError("the source has nothing");
        }
        return joiner.join(first, source, joinable);
    }

    private static WriteUnit unit(Setting... settings) {
        return WriteUnit.of(new QueryOptions("", List.of(settings), List.of(), null, false));
    }

    private static Block block(int rows) {
        ColumnBuilder values = new CodecRegistry(ZoneOffset.UTC)
                .codec(ClickHouseType.parse("UInt64"))
                .builder(rows);
        for (int row = 0; row < rows; row++) {
            values.appendLong(row);
        }
        return new Block(rows, List.of("n"), List.of(values.build()));
    }

    private static final class Ready implements BlockSource {
        private final List<Block> blocks;
        int left;

        Ready(int blocks) {
            this(Collections.nCopies(blocks, BLOCK));
        }

        Ready(List<Block> blocks) {
            this.blocks = blocks;
            left = blocks.size();
        }

        @Override
        public void accept(Block header) {}

        @Override
        public CompletionStage<@Nullable BlockRange> next() {
            return CompletableFuture.completedFuture(nextReady(range -> true));
        }

        @Override
        public @Nullable BlockRange nextReady(Predicate<BlockRange> fits) {
            if (left == 0) {
                return null;
            }
            BlockRange next = BlockRange.all(blocks.get(blocks.size() - left));
            if (!fits.test(next)) {
                return null;
            }
            left--;
            return next;
        }

        @Override
        public void cancel() {}
    }
}
