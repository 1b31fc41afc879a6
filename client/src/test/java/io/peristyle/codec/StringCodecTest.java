package io.peristyle.codec;

import static io.peristyle.codec.Codecs.bytes;
import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StringCodecTest extends LeafCodecContract {
    private static final String LONG = "x".repeat(200);

    private enum Color {
        RED
    }

    StringCodecTest() {
        super(
                "String",
                List.of("ab", "", LONG, "\u03bb\uD83D\uDE00"),
                "026162 00 c801" + "78".repeat(200) + "06cebbf09f9880");
    }

    @Test
    void readsStringsOfAnyLengthFromPiecesOfAnyLength() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<String> texts = IntStream.range(0, 300)
                    .mapToObj(i -> "y".repeat(random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(300)))
                    .toList();
            ByteBuf all = random.nextBoolean() ? Unpooled.directBuffer() : Unpooled.buffer();
            Column column = Codecs.column(codec(), texts.toArray());
            codec().write(all, column, 0, texts.size());
            ColumnReader<Column> reader = codec().reader(texts.size(), new ReadBudget(ReadLimits.DEFAULT));
            boolean complete = false;
            while (!complete) {
                complete = reader.readData(all.readSlice(Math.min(all.readableBytes(), random.nextInt(100_000))));
            }
            assertThat(Codecs.valuesOf(reader.column())).as("seed %d", seed).isEqualTo(texts);
            all.release();
        }
    }

    @Test
    void takesTextBytesAndConstants() {
        assertThat(stored(codec(), java.nio.CharBuffer.wrap("é"))).isEqualTo("é");
        assertThat(stored(codec(), new byte[] {'a'})).isEqualTo("a");
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}, 1, 1);
        assertThat(stored(codec(), buffer)).isEqualTo("b");
        assertThat(buffer.remaining()).isEqualTo(1);
        assertThat(stored(codec(), Color.RED)).isEqualTo("RED");
        assertThat(refusal(codec(), 1)).contains("String takes").contains("java.lang.Integer");
    }

    @Test
    void refusesHalfASurrogatePairAndAddsNothingOfIt() {
        var builder = codec().builder(0);
        for (String half : List.of("a\uD83D", "a\uDE00b", "\uD83Dx")) {
            assertThatThrownBy(() -> builder.append(half))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("surrogate");
        }
        builder.append("b");
        assertThat(Codecs.valuesOf(builder.build())).containsExactly("b");
    }

    @Test
    void givesBytesAndConstants() {
        assertThat(converted(codec(), "ab", byte[].class)).isEqualTo(new byte[] {'a', 'b'});
        assertThat(converted(codec(), "RED", Color.class)).isEqualTo(Color.RED);
        assertThat(misfit(codec(), "red", Color.class))
                .contains("row 0")
                .contains("RED")
                .doesNotContain("red");
    }

    @Test
    void replacesBytesThatAreNotUtf8() {
        assertThat(stored(codec(), new byte[] {'a', (byte) 0xff})).isEqualTo("a\uFFFD");
    }

    @Test
    void refusesLengthsOverTheLimitsBeforeItAllocates() {
        ReadLimits limits = new ReadLimits(100, 1000, 1000, 10);
        for (String length : List.of("65", "ffffffff07", "ffffffffffffffffff01", "8080808010")) {
            assertThatThrownBy(() -> codec().reader(1, new ReadBudget(limits)).readData(bytes(length)))
                    .as(length)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("limit of 100");
        }
        assertThatThrownBy(() -> codec().reader(20, new ReadBudget(limits))
                        .readData(bytes(("64" + "00".repeat(100)).repeat(20))))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("row");
        assertThatThrownBy(() -> codec().reader(251, new ReadBudget(limits)))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> codec().reader(1, new ReadBudget(limits)).readData(bytes("ffffffffffffffffffff01")))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void allocatesForWhatArrivedAndNotForWhatWasAnnounced() {
        ColumnReader<Column> reader = codec().reader(1_000_000, new ReadBudget(ReadLimits.DEFAULT));
        assertThat(reader.readData(bytes("ffffff7f 61"))).isFalse();
        BytesColumn column = (BytesColumn) reader.column();
        assertThat(column.bytes().length).isLessThanOrEqualTo(1 << 20);
        assertThat(column.size()).isLessThanOrEqualTo(1 << 18);
    }
}
