package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.MalformedDataException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every codec has to do, whatever its type. A test of a type says what the type is and what a server sends for it. */
abstract class CodecContract {
    private static final ReadLimits TIGHT = new ReadLimits(1 << 16, 1 << 20, 10_000, 100);
    private static final long MOST_ALLOCATED = 32L << 20;
    private static final int[] ROW_COUNTS = {0, 1, 2, 3, 300};

    /** The text of the type. */
    abstract String type();

    /** The golden rows as SQL, one expression each. */
    abstract List<String> sql();

    /** The golden rows as Java values. */
    abstract List<? extends @Nullable Object> values();

    /** Values that the builder takes for the golden rows, if not those that are read. */
    List<? extends @Nullable Object> given() {
        return values();
    }

    /** The golden rows as a table of one column, {@code v}. */
    String rows() {
        String rows = sql().stream().map(row -> "(" + row + ")").collect(Collectors.joining(", "));
        String structure = ("v " + type()).replace("\\", "\\\\").replace("'", "\\'");
        return "values('" + structure + "', " + rows + ")";
    }

    private byte[] golden() {
        String query = "SELECT toInt32(rowNumberInAllBlocks()) AS before, v, toInt32(rowNumberInAllBlocks()) AS after"
                + " FROM " + rows();
        return new GoldenFile(getClass().getSimpleName(), query).bytes();
    }

    private ClickHouseType parsedType() {
        return Blocks.CODECS.codec(type()).type();
    }

    private Column random(long seed, int rows) {
        return new RandomColumns(seed).column(Blocks.CODECS, parsedType(), rows);
    }

    private static long seed() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        return seed;
    }

    @Test
    void readsTheBytesThatAServerWrites() {
        Block block = Blocks.read(golden());
        assertThat(block.column("v").type()).hasToString(type());
        assertThat(Blocks.values(block.column("v"))).isEqualTo(Blocks.comparable(values()));
        Blocks.assertSame(block, Blocks.around(block.column("v")));
    }

    @Test
    void goesOnWhereTheBytesEnded() {
        byte[] golden = golden();
        Block whole = Blocks.read(golden);
        for (int length = 0; length < golden.length; length++) {
            BlockReader reader = Blocks.reader();
            ByteBuf prefix = Unpooled.wrappedBuffer(golden, 0, length);
            assertThat(reader.read(prefix))
                    .as("complete after %s bytes", length)
                    .isFalse();
            assertThat(prefix.isReadable()).as("bytes left of %s", length).isFalse();
            assertThat(reader.read(Unpooled.wrappedBuffer(golden, length, golden.length - length)))
                    .isTrue();
            Blocks.assertSame(reader.block(), whole);
        }
    }

    @Test
    void readsByteByByte() {
        byte[] golden = golden();
        BlockReader reader = Blocks.reader();
        for (int block = 0; block < 2; block++) {
            for (int i = 0; i < golden.length; i++) {
                assertThat(reader.read(Unpooled.wrappedBuffer(golden, i, 1))).isEqualTo(i == golden.length - 1);
            }
            Blocks.assertSame(reader.block(), Blocks.read(golden));
            reader.reset();
        }
    }

    @Test
    void readsFromBuffersWithoutAnArray() {
        byte[] golden = golden();
        ByteBuf direct = Unpooled.directBuffer().writeBytes(golden);
        try {
            BlockReader reader = Blocks.reader();
            assertThat(reader.read(direct)).isTrue();
            Blocks.assertSame(reader.block(), Blocks.read(golden));
        } finally {
            direct.release();
        }
    }

    @Test
    void writesWhatItRead() {
        Block block = Blocks.read(golden());
        byte[] written = Blocks.write(block);
        Blocks.assertSame(Blocks.read(written), block);
        assertThat(Blocks.write(Blocks.read(written))).isEqualTo(written);
    }

    @Test
    void leavesRandomColumnsAsTheyAre() {
        long seed = seed();
        for (int rows : ROW_COUNTS) {
            Block block = Blocks.around(random(seed, rows));
            byte[] written = Blocks.write(block);
            Block read = Blocks.read(written);
            Blocks.assertSame(read, block);
            assertThat(Blocks.write(read)).isEqualTo(written);
        }
    }

    @Test
    void writesARangeOfRows() {
        Block block = Blocks.around(random(seed(), 100));
        for (int[] range : new int[][] {{0, 1}, {17, 53}, {99, 100}, {40, 40}}) {
            int[] rows = new int[range[1] - range[0]];
            Arrays.setAll(rows, i -> range[0] + i);
            Block part = Blocks.read(Blocks.write(block, range[0], range[1]));
            assertThat(Blocks.values(part.column("v")))
                    .isEqualTo(Blocks.values(block.column("v").gather(rows)));
        }
    }

    @Test
    void buildsFromJavaValues() {
        ColumnBuilder builder = Blocks.CODECS.builder(parsedType(), 1);
        for (int round = 0; round < 2; round++) {
            given().forEach(builder::append);
            builder.appendDefault();
            assertThat(builder.size()).isEqualTo(values().size() + 1);
            assertThat(builder.bytes()).isPositive();
            Block block = Blocks.around(builder.build());
            assertThat(builder.size()).isZero();
            Block read = Blocks.read(Blocks.write(block));
            assertThat(Blocks.values(read.column("v")).subList(0, values().size()))
                    .isEqualTo(Blocks.comparable(values()));
            assertThat(Blocks.values(read.column("v"))).isEqualTo(Blocks.values(block.column("v")));
        }
    }

    @Test
    void hasNoBytesWithoutRows() {
        Column empty = Blocks.CODECS.builder(parsedType(), 0).build();
        assertThat(empty.size()).isZero();
        assertThat(empty.type()).isEqualTo(parsedType());
        Block read = Blocks.read(Blocks.write(Blocks.around(empty)));
        assertThat(read.types()).isEqualTo(Blocks.around(empty).types());
        byte[] header = Blocks.write(new Block(0, List.of("v"), List.of(empty)));
        assertThat(header[header.length - 1])
                .as("the last byte says: ordinary layout")
                .isZero();
    }

    @Test
    void refusesDamagedBytesInOneWay() {
        byte[] golden = golden();
        Random random = new Random(seed());
        for (int i = 0; i < golden.length; i++) {
            for (int flip : new int[] {0xff, 0x80, 1 << random.nextInt(8), 1 + random.nextInt(255)}) {
                byte[] damaged = golden.clone();
                damaged[i] ^= (byte) flip;
                readDamaged(damaged, "byte " + i + " flipped by " + flip);
            }
        }
    }

    private static void readDamaged(byte[] damaged, String what) {
        long before = allocated();
        try {
            BlockReader reader = Blocks.reader(TIGHT);
            if (reader.read(Unpooled.wrappedBuffer(damaged))) {
                assertThat(reader.block()).isNotNull();
            }
        } catch (MalformedDataException | UnsupportedTypeException e) {
            assertThat(e).hasMessageMatching("(?s).{10,}");
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
        assertThat(allocated() - before).as("bytes allocated: %s", what).isLessThan(MOST_ALLOCATED);
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
