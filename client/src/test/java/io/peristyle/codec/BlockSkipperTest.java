package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.revision.Revision;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockSkipperTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/peristyle/codec/golden");
    private static final int NOT_COMPLETE = -1;
    private static final int REFUSED = -2;

    private static BlockSkipper skipper() {
        return new BlockSkipper(Revision.NEWEST, Blocks.CODECS, ReadLimits.DEFAULT);
    }

    /** How many of {@code bytes} the block takes. */
    private static int skipped(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            return skipper().skip(in) ? in.readerIndex() : NOT_COMPLETE;
        } catch (MalformedDataException | UnsupportedTypeException e) {
            return REFUSED;
        }
    }

    private static int read(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            return Blocks.reader().read(in) ? in.readerIndex() : NOT_COMPLETE;
        } catch (MalformedDataException | UnsupportedTypeException e) {
            return REFUSED;
        }
    }

    private static List<byte[]> golden() throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".native"))
                    .sorted()
                    .toList()) {
                blocks.add(Files.readAllBytes(file));
            }
        }
        assertThat(blocks).hasSizeGreaterThan(20);
        return blocks;
    }

    @Test
    void endsWhereTheReaderEnds() throws IOException {
        for (byte[] block : golden()) {
            byte[] more = java.util.Arrays.copyOf(block, block.length + 3);
            assertThat(skipped(more)).isEqualTo(block.length).isEqualTo(read(more));
        }
    }

    @Test
    void goesOnWhereTheBytesEnded() throws IOException {
        for (byte[] block : golden()) {
            BlockSkipper skipper = skipper();
            for (int i = 0; i < block.length; i++) {
                assertThat(skipper.skip(Unpooled.wrappedBuffer(block, i, 1))).isEqualTo(i == block.length - 1);
            }
        }
    }

    @Test
    void refusesAndAwaitsWhatTheReaderDoes() throws IOException {
        Random random = new Random(11);
        for (byte[] block : golden()) {
            for (int i = 0; i < Math.min(block.length, 200); i++) {
                byte[] damaged = block.clone();
                damaged[i] ^= (byte) (1 << random.nextInt(8));
                int read = read(damaged);
                // The reader looks into values, too, such as the indices of a dictionary.
                if (read != REFUSED) {
                    assertThat(skipped(damaged)).isEqualTo(read);
                } else {
                    skipped(damaged);
                }
            }
        }
    }

    @Test
    void skipsBlocksOfAnyTypesOneAfterAnother() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        BlockSkipper skipper = skipper();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            RandomColumns generator = new RandomColumns(seed + i);
            Column column = generator.column(Blocks.CODECS, generator.type(3), random.nextInt(20));
            Block block = Blocks.around(column);
            byte[] bytes = Blocks.write(block);
            int cut = random.nextInt(bytes.length);
            skipper.reset();
            assertThat(skipper.skip(Unpooled.wrappedBuffer(bytes, 0, cut))).isFalse();
            ByteBuf rest = Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut);
            assertThat(skipper.skip(rest)).isTrue();
            assertThat(rest.isReadable()).isFalse();
        }
    }

    @Test
    void refusesBytesThatAreNoBlock() {
        for (String bytes : List.of("04", "00 00 ff ff ff ff 0f", "00 91 4e", "00 01 01 ff ff ff 7f")) {
            assertThatThrownBy(() -> skipper().skip(WireText.buffer(bytes)))
                    .as(bytes)
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void refusesWhatIsOverTheLimits() {
        ReadLimits limits = new ReadLimits(3, 4000, 1000, 2);
        for (String bytes : List.of(
                "00 03 01",
                "00 01 e9 07",
                "00 01 01 01\"s\" 06\"String\" 00 04\"abcd\"",
                "00 01 e8 07 01\"n\" 05\"Int64\" 00",
                "00 01 e8 07 01\"s\" 06\"String\" 00" + "03\"abc\"".repeat(1000))) {
            assertThatThrownBy(
                            () -> new BlockSkipper(Revision.NEWEST, Blocks.CODECS, limits).skip(WireText.buffer(bytes)))
                    .as(bytes)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("limit");
        }
    }
}
