package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.JsonColumn;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are built after ClickHouse's source: no server that the tests start has the type. */
class ObjectCodecTest {
    private static final String TUPLE = "Tuple(a Int8, b Tuple(c LowCardinality(String), `d.e` Nullable(Int16)),"
            + " f Nested(g Int8, h Array(Tuple(i Int8))), j Array(String))";

    private static void objects(ByteBuf out) {
        out.writeByte(0);
        WireOutput.writeString(out, TUPLE);
        out.writeLongLE(1);
        out.writeBytes(new byte[] {1, 2});
        out.writeLongLE(0x600).writeLongLE(2);
        WireOutput.writeString(out, "");
        WireOutput.writeString(out, "x");
        out.writeLongLE(2).writeBytes(new byte[] {1, 0});
        out.writeBytes(new byte[] {0, 1, 7, 0, 0, 0});
        out.writeLongLE(2).writeLongLE(2).writeBytes(new byte[] {3, 4});
        out.writeLongLE(1).writeLongLE(1).writeByte(5);
        out.writeLongLE(0).writeLongLE(1);
        WireOutput.writeString(out, "y");
    }

    private static final Map<String, Object> FIRST = Map.of(
            "a",
            (byte) 1,
            "b",
            Map.of("c", "x", "d", Map.of("e", (short) 7)),
            "f",
            List.of(Map.of("g", (byte) 3, "h", List.of(Map.of("i", (byte) 5))), Map.of("g", (byte) 4, "h", List.of())),
            "j",
            List.of());

    private static byte[] block(Consumer<ByteBuf> column) {
        return Bytes.written(out -> {
            out.writeByte(0);
            WireOutput.writeVarUInt(out, 2);
            WireOutput.writeVarUInt(out, 2);
            WireOutput.writeString(out, "o");
            WireOutput.writeString(out, "Object('json')");
            out.writeByte(0);
            column.accept(out);
            WireOutput.writeString(out, "after");
            WireOutput.writeString(out, "Int32");
            out.writeByte(0);
            out.writeIntLE(8).writeIntLE(9);
        });
    }

    private static void assertRead(Block block) {
        Column objects = block.column("o");
        assertThat(objects).isInstanceOf(JsonColumn.class);
        assertThat(objects.type()).hasToString("Object('json')");
        assertThat(objects.value(0)).isEqualTo(FIRST);
        assertThat(String.valueOf(objects.value(1))).isEqualTo("{a=2, b={c=, d={e=null}}, f=[], j=[y]}");
        assertThat(objects.stringValue(0))
                .isEqualTo("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":{\"e\":7}},"
                        + "\"f\":[{\"g\":3,\"h\":[{\"i\":5}]},{\"g\":4,\"h\":[]}],\"j\":[]}");
        assertThat(Blocks.values(block.column("after"))).containsExactly(8, 9);
    }

    @Test
    void readsWhatServersUpTo2510Send() {
        assertRead(Blocks.read(block(ObjectCodecTest::objects)));
    }

    @Test
    void goesOnWhereTheBytesEnded() {
        byte[] bytes = block(ObjectCodecTest::objects);
        for (int length = 0; length < bytes.length; length++) {
            BlockReader reader = Blocks.reader();
            assertThat(reader.read(Unpooled.wrappedBuffer(bytes, 0, length))).isFalse();
            assertThat(reader.read(Unpooled.wrappedBuffer(bytes, length, bytes.length - length)))
                    .isTrue();
            assertRead(reader.block());
        }
    }

    @Test
    void hasATypeOfItsOwnInEachBlock() {
        BlockReader reader = Blocks.reader();
        for (String key : List.of("a", "b")) {
            reader.reset();
            assertThat(reader.read(Unpooled.wrappedBuffer(block(out -> {
                        out.writeByte(0);
                        WireOutput.writeString(out, "Tuple(" + key + " Int8)");
                        out.writeBytes(new byte[] {1, 2});
                    }))))
                    .isTrue();
            assertThat(reader.block().column("o").value(1)).isEqualTo(Map.of(key, (byte) 2));
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 2, -1})
    void namesTheWayOutOfOlderLayouts(byte layout) {
        assertThatThrownBy(() -> Blocks.read(block(out -> out.writeByte(layout).writeZero(100))))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContainingAll("column o", "Object('json')", "before 22.6", "toJSONString");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Int8", "Tuple(", "Array(Tuple(a Int8))", ""})
    void refusesATypeThatIsNoTuple(String type) {
        assertThatThrownBy(() -> Blocks.read(block(out -> {
                    out.writeByte(0);
                    WireOutput.writeString(out, type);
                    out.writeZero(100);
                })))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void refusesObjectsInObjectsWithoutEnd() {
        assertThatThrownBy(() -> Blocks.read(block(out -> {
                    byte[] type = "Tuple(a Object('json'))".getBytes(StandardCharsets.UTF_8);
                    for (int depth = 0; depth < 1_000; depth++) {
                        out.writeByte(0).writeByte(type.length).writeBytes(type);
                    }
                })))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void isNotWritten() {
        assertThat(Codecs.of("Object('json')").builder(0).build().size()).isZero();
        assertThatThrownBy(() -> Codecs.of("Object('json')").builder(1).append("{}"))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContainingAll("Object('json')", "does not write");
    }
}
