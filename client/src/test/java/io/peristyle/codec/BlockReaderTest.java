package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.revision.Revision;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import io.peristyle.wire.WireText;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockReaderTest {
    private static final String INT_HEADER = "01\"a\" 05\"Int32\"";

    private static BlockReader reader(int revision) {
        return new BlockReader(revision, Blocks.CODECS, ReadLimits.DEFAULT);
    }

    private static Block read(int revision, String bytes) {
        BlockReader reader = reader(revision);
        ByteBuf in = WireText.buffer(bytes);
        assertThat(reader.read(in)).isTrue();
        assertThat(in.isReadable()).isFalse();
        return reader.block();
    }

    @Test
    void readsTheEmptyBlockOfTheNewestAndTheOldestServer() {
        assertThat(read(Revision.NEWEST, "01 00 02 ff ff ff ff 03 00 00 00 00")).isSameAs(Block.EMPTY);
        assertThat(read(Revision.OLDEST, "01 00 02 ff ff ff ff 00 00 00")).isSameAs(Block.EMPTY);
    }

    @Test
    void readsHeadersWithoutLayoutFromOldServers() {
        Block block = read(Revision.OLDEST, "00 01 02 " + INT_HEADER + "01 00 00 00 02 00 00 00");
        assertThat(block.names()).containsExactly("a");
        assertThat(block.longs(0)).containsExactly(1, 2);
    }

    @Test
    void readsAHeaderBlockAsColumnsWithoutRows() {
        Block block = read(Revision.NEWEST, "00 02 00 " + INT_HEADER + "00 01\"b\" 06\"String\" 00");
        assertThat(block.rows()).isZero();
        assertThat(block.types()).hasToString("[Int32, String]");
    }

    @Test
    void skipsBucketsBeforeABlock() {
        assertThat(read(Revision.NEWEST, "03 02 01 00 00 00 02 00 00 00 00 00 00"))
                .isSameAs(Block.EMPTY);
    }

    @Test
    void leavesTheBytesBehindTheBlock() {
        BlockReader reader = reader(Revision.NEWEST);
        ByteBuf in = WireText.buffer("00 01 01 " + INT_HEADER + "00 01 00 00 00 | 05");
        assertThat(reader.read(in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(1);
        assertThat(reader.read(in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(1);
    }

    @Test
    void readsBlocksOfDifferentColumnsOneAfterAnother() {
        BlockReader reader = reader(Revision.NEWEST);
        assertThat(reader.read(WireText.buffer("00 01 01 " + INT_HEADER + "00 01 00 00 00")))
                .isTrue();
        Block first = reader.block();
        reader.reset();
        assertThat(reader.read(WireText.buffer("00 01 01 01\"b\" 06\"String\" 00 01\"x\"")))
                .isTrue();
        assertThat(first.column("a").value(0)).isEqualTo(1);
        assertThat(reader.block().column("b").value(0)).isEqualTo("x");
    }

    @Test
    void holdsNoValuesOfABlockThatWasTaken() {
        BlockReader reader = reader(Revision.NEWEST);
        assertThat(reader.read(WireText.buffer("00 01 01 " + INT_HEADER + "00 01 00 00 00")))
                .isTrue();
        WeakReference<Column> column = new WeakReference<>(reader.block().column("a"));
        reader.reset();

        await().until(() -> {
            System.gc();
            return column.get() == null;
        });
    }

    @Test
    void namesTheColumnWhoseTypeIsNotKnown() {
        BlockReader reader = reader(Revision.NEWEST);
        assertThatThrownBy(() -> reader.read(WireText.buffer("00 01 01 01\"z\" 07\"Unknown\" 00")))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContaining("column z")
                .hasMessageContaining("Unknown");
    }

    @Test
    void refusesBytesThatAreNoBlock() {
        for (String bytes :
                List.of("04", "00 00 ff ff ff ff 0f", "00 91 4e", "00 01 01 ff ff ff 7f", "00 01 01 00 01\"(\"")) {
            assertThatThrownBy(() -> reader(Revision.NEWEST).read(WireText.buffer(bytes)))
                    .as(bytes)
                    .isInstanceOf(MalformedDataException.class);
        }
        assertThatThrownBy(() -> reader(Revision.OLDEST).read(WireText.buffer("03")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("field 3");
    }

    @Test
    void countsWhatALongTypeCostsInMemory() {
        ReadLimits limits = new ReadLimits(100, 1 << 20, 1000, 10);
        String type = "Tuple(" + "Int8, ".repeat(10_000) + "Int8)";
        byte[] header = Bytes.written(out -> {
            out.writeByte(0).writeByte(1).writeByte(1);
            WireOutput.writeString(out, "v");
            WireOutput.writeString(out, type);
        });
        BlockReader reader = new BlockReader(Revision.NEWEST, Blocks.CODECS, limits);
        assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(header)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("1048576 bytes");
    }

    @Test
    void countsWhatTheTypesThatCameWithADynamicCostInMemory() {
        ReadLimits limits = new ReadLimits(100, 1 << 20, 1000, 10);
        String type = "Tuple(" + "Int8, ".repeat(10_000) + "Int8)";
        byte[] block = Bytes.written(out -> {
            out.writeByte(0).writeByte(1).writeByte(1);
            WireOutput.writeString(out, "v");
            WireOutput.writeString(out, "Dynamic");
            out.writeByte(0).writeLongLE(3).writeByte(1);
            WireOutput.writeString(out, type);
        });
        BlockReader reader = new BlockReader(Revision.NEWEST, Blocks.CODECS, limits);

        assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(block)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("1048576 bytes");
    }

    /** Without paths an object has no byte on the wire, but a place in memory. */
    @Test
    void countsEmptyObjects() {
        ReadLimits limits = new ReadLimits(100, 1 << 20, 1_000_000, 10);
        byte[] block = Bytes.written(out -> {
            out.writeByte(0).writeByte(1);
            WireOutput.writeVarUInt(out, 1_000_000);
            WireOutput.writeString(out, "v");
            WireOutput.writeString(out, "JSON");
            out.writeByte(0).writeLongLE(3).writeByte(0);
        });
        BlockReader reader = new BlockReader(Revision.NEWEST, Blocks.CODECS, limits);

        assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(block)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("1048576 bytes");
    }

    @Test
    void sharesOneLimitOfMemoryAmongTheColumnsOfABlock() {
        ReadLimits limits = new ReadLimits(100, 6000, 1000, 10);
        String values = "00 00 00 00".repeat(1000);
        BlockReader reader = new BlockReader(Revision.NEWEST, Blocks.CODECS, limits);
        assertThat(reader.read(WireText.buffer("00 01 e8 07 " + INT_HEADER + "00" + values)))
                .isTrue();
        reader.reset();
        assertThat(reader.read(WireText.buffer("00 01 e8 07 " + INT_HEADER + "00" + values)))
                .isTrue();
        reader.reset();
        assertThatThrownBy(() -> reader.read(
                        WireText.buffer("00 02 e8 07 " + INT_HEADER + "00" + values + INT_HEADER + "00" + values)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("6000 bytes");
    }
}
