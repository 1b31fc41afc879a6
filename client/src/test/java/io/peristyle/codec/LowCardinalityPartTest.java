package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.WireText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LowCardinalityPartTest {
    private static final String ROWS = "00 06 00 00 00 00 00 00";

    private static DictionaryColumn column(String type, int[] indices, @Nullable Object... entries) {
        ClickHouseType parsed = ClickHouseType.parse("LowCardinality(" + type + ")");
        ColumnBuilder builder = Blocks.CODECS.builder(ClickHouseType.parse(type), 0);
        Arrays.stream(entries).forEach(builder::append);
        Column dictionary = builder.build();
        return new DictionaryColumn(parsed, indices, dictionary);
    }

    private static void assertWritten(DictionaryColumn column, int from, int to, String expected) {
        ByteBuf out = Unpooled.buffer();
        ElementCodec.of(Blocks.CODECS.codec(column.type())).write(out, column, from, to);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(ByteBufUtil.hexDump(WireText.bytes(expected)));
    }

    private static String size(int size) {
        return "%02x 00 00 00 00 00 00 00".formatted(size);
    }

    @Test
    void putsTheDefaultValueFirst() {
        DictionaryColumn column = column("String", new int[] {0, 1, 0}, "a", "b");
        assertWritten(column, 0, 3, ROWS + size(3) + "00 01\"a\" 01\"b\"" + size(3) + "01 02 01");
    }

    @Test
    void movesADefaultValueThatStandsElsewhere() {
        DictionaryColumn column = column("String", new int[] {1, 0}, "a", "");
        assertWritten(column, 0, 2, ROWS + size(2) + "00 01\"a\"" + size(2) + "00 01");
    }

    @Test
    void writesOnlyTheEntriesThatItsRowsReferTo() {
        DictionaryColumn column = column("String", new int[] {1, 2, 3, 2}, "", "a", "b", "c");
        assertWritten(column, 3, 4, ROWS + size(2) + "00 01\"b\"" + size(1) + "01");
    }

    @Test
    void putsNullFirstAndTheDefaultValueSecond() {
        DictionaryColumn column = column("Nullable(String)", new int[] {0, 1, 2}, "a", null, "");
        assertWritten(column, 0, 3, ROWS + size(3) + "00 00 01\"a\"" + size(3) + "02 00 01");
    }

    @Test
    void writesTheDictionaryOfAServerAsItIs() {
        DictionaryColumn column = column("String", new int[] {1, 2, 1}, "", "b", "a");
        assertWritten(column, 0, 3, ROWS + size(3) + "00 01\"b\" 01\"a\"" + size(3) + "01 02 01");
    }

    @Test
    void writesNothingForNoRows() {
        assertWritten(column("String", new int[] {0}, ""), 1, 1, "");
    }
}
