package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.revision.Revision;
import io.peristyle.type.ClickHouseType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomBlocksTest {
    private static final int BLOCKS = 200;

    @Test
    void comeBackAsTheyWereWritten() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        for (int i = 0; i < BLOCKS; i++) {
            Block block = block(seed + i);
            byte[] written = Blocks.write(block);
            Blocks.assertSame(Blocks.read(written), block);
            Blocks.assertSame(readInPieces(written, new Random(seed + i)), block);
        }
    }

    /** Of two blocks one is given back, for the rows of later ones; the others must stay as they are. */
    @Test
    void areTheSameInArraysThatHeldOthers() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        ArrayPool pool = new ArrayPool();
        BlockReader reader = Blocks.reader();
        IdentityHashMap<Block, Block> kept = new IdentityHashMap<>();
        for (int i = 0; i < BLOCKS; i++) {
            Random random = new Random(seed + i);
            // Four of a kind: there are arrays that fit.
            Block expected = block(seed + i / 4);
            reader.reset(pool);
            Block read = readInPieces(reader, Blocks.write(expected), random);
            Blocks.assertSame(read, expected);
            if (random.nextBoolean()) {
                pool.giveBack(read);
            } else {
                kept.put(read, expected);
            }
        }
        kept.forEach(Blocks::assertSame);
    }

    @Test
    void areTheSameInWhateverPiecesTheyAreWritten() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        for (int i = 0; i < BLOCKS; i++) {
            Block block = block(seed + i);
            Random random = new Random(seed + i);
            int from = random.nextInt(block.rows() + 1);
            int to = from + random.nextInt(block.rows() - from + 1);

            assertThat(inPieces(List.of(new BlockRange(block, from, to)), random))
                    .isEqualTo(Blocks.write(block, from, to));
        }
    }

    /** What one block in memory gives, and several blocks one behind the other; about one block in ten has such columns only. */
    @Test
    void areTheSameOfSeveralPartsIfTheyJoin() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        BlockWriter writer = new BlockWriter(Revision.NEWEST, Blocks.CODECS);
        int joined = 0;
        for (int i = 0; i < 10 * BLOCKS; i++) {
            Block block = block(seed + i);
            if (!writer.joins(BlockRange.all(block))) {
                continue;
            }
            joined++;
            Random random = new Random(seed + i);
            assertThat(inPieces(cut(block, random), random)).isEqualTo(Blocks.write(block));
        }
        assertThat(joined).isGreaterThan(BLOCKS / 10);
    }

    @Test
    void joinUnlessAColumnBeginsWithSomethingAboutAllOfItsRows() {
        BlockWriter writer = new BlockWriter(Revision.NEWEST, Blocks.CODECS);
        for (String type : List.of("UInt8", "String", "FixedString(3)", "DateTime64(3)", "Decimal(30, 2)", "UUID")) {
            assertThat(writer.joins(BlockRange.all(oneColumn(type)))).as(type).isTrue();
        }
        for (String type :
                List.of("Nullable(UInt8)", "Array(String)", "LowCardinality(String)", "Map(String, UInt8)")) {
            assertThat(writer.joins(BlockRange.all(oneColumn(type)))).as(type).isFalse();
        }
    }

    /** A piece has room for more rows than there are numbers, and they begin far behind the first one. */
    @Test
    void areWrittenAtOnceFromARowFarBehind() {
        int rows = 100_000;
        ColumnBuilder values =
                Blocks.CODECS.codec(ClickHouseType.parse("UInt8")).builder(rows);
        for (int row = 0; row < rows; row++) {
            values.appendLong(row & 0xff);
        }
        Block block = new Block(rows, List.of("a"), List.of(values.build()));

        assertThat(Blocks.write(block, 99_000, rows))
                .hasSizeBetween(1_000, 1_100)
                .endsWith((byte) ((rows - 2) & 0xff), (byte) ((rows - 1) & 0xff));
    }

    private static Block oneColumn(String type) {
        return new Block(
                0,
                List.of("a"),
                List.of(Blocks.CODECS
                        .codec(ClickHouseType.parse(type))
                        .builder(0)
                        .build()));
    }

    /** Some of the parts are ranges of the block, others blocks of their own, or of columns of either. */
    private static List<BlockRange> cut(Block block, Random random) {
        List<BlockRange> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = from + random.nextInt(block.rows() - from + 1);
            Block part = Blocks.read(Blocks.write(block, from, to));
            parts.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new BlockRange(block, from, to);
                        case 1 -> BlockRange.all(part);
                        default -> mixed(block, from, part, random);
                    });
            from = to;
        } while (from < block.rows());
        return parts;
    }

    private static BlockRange mixed(Block whole, int from, Block part, Random random) {
        List<Column> columns = new ArrayList<>(part.columns());
        int[] starts = new int[columns.size()];
        for (int i = 0; i < starts.length; i++) {
            if (random.nextBoolean()) {
                columns.set(i, whole.column(i));
                starts[i] = from;
            }
        }
        return new BlockRange(part.names(), columns, starts, part.rows());
    }

    private static byte[] inPieces(List<BlockRange> rows, Random random) {
        BlockPieces pieces = new BlockWriter(Revision.NEWEST, Blocks.CODECS).pieces(rows);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!pieces.isDone()) {
            all.writeBytes(Bytes.written(out -> pieces.write(out, 1 + random.nextInt(100))));
        }
        return all.toByteArray();
    }

    private static Block block(long seed) {
        RandomColumns generator = new RandomColumns(seed);
        Random random = new Random(seed);
        int rows = random.nextInt(30);
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            ClickHouseType type = generator.type(4);
            names.add("c" + i);
            columns.add(generator.column(Blocks.CODECS, type, rows));
        }
        return new Block(rows, names, columns);
    }

    private static Block readInPieces(byte[] bytes, Random random) {
        return readInPieces(Blocks.reader(), bytes, random);
    }

    private static Block readInPieces(BlockReader reader, byte[] bytes, Random random) {
        boolean complete = false;
        for (int from = 0; from < bytes.length; ) {
            assertThat(complete).isFalse();
            int length = Math.min(1 + random.nextInt(20), bytes.length - from);
            complete = reader.read(Unpooled.wrappedBuffer(bytes, from, length));
            from += length;
        }
        assertThat(complete).isTrue();
        return reader.block();
    }
}
