package io.peristyle.codec;

import static io.peristyle.codec.Codecs.bytes;
import static io.peristyle.codec.Codecs.column;
import static io.peristyle.codec.Codecs.hexOf;
import static io.peristyle.codec.Codecs.read;
import static io.peristyle.codec.Codecs.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every type without elements keeps to, given some of its values and the server's bytes for them. */
abstract class LeafCodecContract {
    private final ColumnCodec<Column> codec;
    private final List<Object> values;
    private final String hex;

    /**
     * @param type the type's text
     * @param values at least two values, as the type maps to them
     * @param hex the bytes of these values, in hexadecimal with blanks anywhere
     */
    LeafCodecContract(String type, List<?> values, String hex) {
        this.codec = Codecs.of(type);
        this.values = List.copyOf(values);
        this.hex = hex.replace(" ", "");
    }

    final ColumnCodec<Column> codec() {
        return codec;
    }

    @Test
    void readsTheBytesOfTheServer() {
        assertThat(valuesOf(read(codec, values.size(), bytes(hex)))).isEqualTo(values);
    }

    @Test
    void writesTheBytesOfTheServer() {
        assertThat(hexOf(codec, column(codec, values.toArray()))).isEqualTo(hex);
    }

    @Test
    void goesOnWhereTheBufferEnded() {
        ColumnReader<Column> reader = codec.reader(values.size(), new ReadBudget(ReadLimits.DEFAULT));
        assertThat(reader.readPrefix(Unpooled.EMPTY_BUFFER)).isTrue();
        ByteBuf all = bytes(hex);
        while (all.readableBytes() > 1) {
            assertThat(reader.readData(all.readSlice(1))).isFalse();
        }
        assertThat(reader.readData(all)).isTrue();
        assertThat(valuesOf(reader.column())).isEqualTo(values);
    }

    @Test
    void readsFromAnySplitOfAnyBuffer() {
        for (int split = 0; split <= hex.length() / 2; split++) {
            ColumnReader<Column> reader = codec.reader(values.size(), new ReadBudget(ReadLimits.DEFAULT));
            ByteBuf heap = bytes(hex);
            ByteBuf direct = Unpooled.directBuffer().writeBytes(heap, split, heap.readableBytes() - split);
            reader.readData(heap.readSlice(split));
            assertThat(reader.readData(direct)).isTrue();
            assertThat(valuesOf(reader.column())).isEqualTo(values);
            direct.release();
        }
    }

    @Test
    void leavesWhatFollowsTheColumn() {
        ByteBuf in = bytes(hex + "c0ffee");
        read(codec, values.size(), in);
        assertThat(in.readableBytes()).isEqualTo(3);
    }

    @Test
    void readsManyRowsInPieces() {
        ByteBuf many = Unpooled.directBuffer();
        int times = 3_000;
        for (int i = 0; i < times; i++) {
            many.writeBytes(bytes(hex));
        }
        ColumnReader<Column> reader = codec.reader(values.size() * times, new ReadBudget(ReadLimits.DEFAULT));
        boolean complete = false;
        for (int piece = 1; !complete; piece = piece * 3 % 10_007) {
            complete = reader.readData(many.readSlice(Math.min(piece, many.readableBytes())));
        }
        assertThat(many.isReadable()).isFalse();
        assertThat(valuesOf(reader.column()))
                .isEqualTo(Collections.nCopies(times, values).stream()
                        .flatMap(List::stream)
                        .toList());
        many.release();
    }

    @Test
    void readsAndWritesNoRows() {
        assertThat(read(codec, 0, Unpooled.EMPTY_BUFFER).size()).isZero();
        assertThat(hexOf(codec, codec.builder(0).build())).isEmpty();
    }

    @Test
    void writesSomeOfTheRows() {
        Column column = column(codec, values.toArray());
        ByteBuf out = Unpooled.buffer();
        for (int row = 0; row < values.size(); row++) {
            codec.write(out, column, row, row + 1);
        }
        assertThat(hexOf(out)).isEqualTo(hex);
    }

    @Test
    void writesToBuffersOfSeveralParts() {
        ByteBuf out = Unpooled.compositeBuffer().addComponents(true, bytes("ff"), bytes("ff"));
        Column column = column(codec, values.toArray());
        codec.write(out, column, 0, column.size());
        assertThat(hexOf(out)).isEqualTo("ffff" + hex);
        out.release();
    }

    @Test
    void convertsEveryValueToTextAndObject() {
        Column column = column(codec, values.toArray());
        for (Class<?> target : List.of(Object.class, values.get(0).getClass())) {
            Column.RowReader reader = column.reader(target);
            assertThat(reader).isNotNull();
            assertThat(reader.read(1)).isEqualTo(values.get(1));
        }
        Column.RowReader text = column.reader(String.class);
        assertThat(text).isNotNull();
        assertThat(text.read(1)).isEqualTo(column.stringValue(1));
        assertThat(column.reader(Thread.class)).isNull();
    }

    @Test
    void gathersRowsInAnyOrder() {
        Column column = column(codec, values.toArray());
        assertThat(valuesOf(column.gather(new int[] {1, 0, 1})))
                .containsExactly(values.get(1), values.get(0), values.get(1));
    }

    @Test
    void aRefusedValueAddsNoRow() {
        ColumnBuilder builder = codec.builder(1);
        builder.append(values.get(0));
        assertThatThrownBy(() -> builder.append(new Thread()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(codec.type().name())
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> builder.append(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NULL");
        builder.append(values.get(1));
        assertThat(valuesOf(builder.build())).containsExactly(values.get(0), values.get(1));
    }

    @Test
    void buildsAgainFromNothing() {
        ColumnBuilder builder = codec.builder(100);
        builder.append(values.get(0));
        Column first = builder.build();
        builder.append(values.get(1));
        builder.append(values.get(0));
        assertThat(builder.size()).isEqualTo(2);
        assertThat(builder.bytes()).isPositive();
        assertThat(valuesOf(builder.build())).containsExactly(values.get(1), values.get(0));
        assertThat(valuesOf(first)).containsExactly(values.get(0));
        assertThat(builder.size()).isZero();
        assertThat(builder.bytes()).isZero();
    }

    @Test
    void addsTheDefaultValue() {
        ColumnBuilder builder = codec.builder(0);
        builder.append(values.get(1));
        builder.appendDefault();
        Column column = builder.build();
        assertThat(column.size()).isEqualTo(2);
        assertThat(column.value(1)).isNotNull();
    }
}
