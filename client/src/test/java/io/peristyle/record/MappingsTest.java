package io.peristyle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MappingsTest {
    private final Columns two = new Columns().with("b", "Int32", 1, 2).with("a", "Nullable(String)", "x", null);

    @Test
    void mapsRowsToMapsInTheOrderOfTheColumns() {
        List<?> maps = two.as(Map.class);

        assertThat(maps).hasToString("[{b=1, a=x}, {b=2, a=null}]");
    }

    @Test
    void refusesAMapThatWouldLoseOneOfTwoColumnsOfTheSameName() {
        Columns columns = new Columns().with("a", "UInt8", 1).with("a", "UInt8", 2);

        assertThatThrownBy(() -> columns.as(Map.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two columns are called a");
    }

    @Test
    void rowsDoNotShareWhatTheUserMayChange() {
        List<byte[]> bytes = new Columns()
                .with("a", "LowCardinality(String)", "same", "same")
                .as(byte[].class);
        bytes.get(0)[0] = 'l';

        assertThat(bytes.get(1)).asString().isEqualTo("same");
    }

    @Test
    void rowsDoNotShareThePositionOfABuffer() {
        List<ByteBuffer> buffers = new Columns()
                .with("a", "LowCardinality(String)", "same", "same")
                .as(ByteBuffer.class);
        buffers.get(0).get(new byte[4]);

        assertThat(buffers.get(1).remaining()).isEqualTo(4);
    }

    @Test
    void mapsRowsToViews() {
        assertThat(two.as(Row.class)).extracting(row -> row.value("b")).containsExactly(1, 2);
    }

    @Test
    void mapsTheOnlyColumnToScalars() {
        Columns numbers = new Columns().with("n", "Nullable(Int32)", 1, null);

        assertThat(numbers.as(Long.class)).containsExactly(1L, null);
        assertThat(numbers.as(String.class)).containsExactly("1", null);
        assertThat(new Columns().with("n", "Int32", 1).as(int.class)).containsExactly(1);
        assertThat(new Columns().with("n", "Enum8('NEW' = 1)", "NEW").as(Thread.State.class))
                .containsExactly(Thread.State.NEW);
    }

    @Test
    void refusesSeveralColumnsForAScalar() {
        assertThatThrownBy(() -> two.as(Long.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[b, a]")
                .hasMessageContaining("record");
    }

    @Test
    void passesBlocksWithRowsOnly() {
        Block block = two.block();
        assertThat(RowMapping.BLOCKS.bind(block).size()).isEqualTo(1);
        assertThat(RowMapping.BLOCKS.bind(block).row(0)).isSameAs(block);
        assertThat(RowMapping.BLOCKS.bind(Block.EMPTY).size()).isZero();
    }

    @Test
    void refusesColumnsThatAreNeitherArraysNorCollections() {
        assertThatThrownBy(() -> ColumnValues.of("n", "text"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column n is given as a java.lang.String");
        assertThatThrownBy(() -> ColumnValues.of("n", null))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("null");
    }

    @Test
    void namesTheRowOfAColumnsValueThatDoesNotFit() {
        ColumnValues values = ColumnValues.of("n", new long[] {1, 300});
        var builder = Columns.FACTORY.builder(Columns.table("n", "UInt8").type(), 2);

        assertThatThrownBy(() -> values.append(Columns.table("n", "UInt8"), 0, 2, builder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column n of type UInt8");
    }
}
