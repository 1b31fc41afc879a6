package io.peristyle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.query.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BlockAssemblerTest {
    private static final TableColumn ID = Columns.table("id", "UInt8");
    private static final TableColumn NAME = Columns.table("name", "String");

    record Person(int id, @Nullable String name) {}

    record Two(int userId, int user_id) {}

    record Point(int x, int y) {}

    record Line(
            List<Point> via,
            Map<String, Point> named,
            @Nullable Point from) {}

    @Test
    void writesRecordsInTheOrderOfTheTable() {
        assertThat(Writing.written(List.of(new Person(1, "a"), new Person(2, "b")), NAME, ID))
                .hasToString("[[a, 1], [b, 2]]");
    }

    @Test
    void leavesColumnsWithoutAComponentToTheTable() {
        Block block = Writing.block(List.of(new Person(1, "a")), false, ID, Columns.table("more", "Date"), NAME);

        assertThat(block.names()).containsExactly("id", "name");
    }

    @Test
    void givesEachOfTwoColumnsThatAreAlikeItsOwnComponent() {
        TableColumn snake = Columns.table("user_id", "Int32");
        TableColumn camel = Columns.table("userId", "Int32");

        assertThat(Writing.written(List.of(new Two(1, 2)), snake, camel)).hasToString("[[2, 1]]");
        assertThat(Writing.written(List.of(new Two(1, 2)), camel, snake)).hasToString("[[1, 2]]");
        assertThat(Writing.written(List.of(new Two(1, 2)), true, snake)).hasToString("[[2]]");
    }

    @Test
    void writesNestedRecordsAsTuples() {
        Line line = new Line(List.of(new Point(1, 2)), Map.of("a", new Point(3, 4)), null);

        assertThat(Writing.written(
                        List.of(line),
                        Columns.table("via", "Array(Tuple(y Int32, x Int32))"),
                        Columns.table("named", "Map(String, Tuple(Int32, Int32))"),
                        Columns.table("from", "Nullable(Tuple(x Int32, y Int32))")))
                .hasToString("[[[[2, 1]], {a=[3, 4]}, null]]");
    }

    @Test
    void writesRecordsInsideOfListsAndArraysAsTuples() {
        TableColumn array = Columns.table("a", "Array(Tuple(y Int32, x Int32))");
        TableColumn tuple = Columns.table("t", "Tuple(Tuple(x Int32, y Int32), Int32)");
        RowWriting<List<? extends @Nullable Object>> writing = new ListWriting();
        BlockAssembler<List<? extends @Nullable Object>> assembler =
                new BlockAssembler<>(List.of(array, tuple), writing, Columns.FACTORY, 16);
        assembler.add(List.of(new Point[] {new Point(1, 2), new Point(3, 4)}, List.of(new Point(5, 6), 7)));
        assembler.add(List.of(List.of(), new Object[] {new Point(8, 9), 10}));
        Block block = assembler.build();
        assertThat(block.column(0).value(0)).hasToString("[[2, 1], [4, 3]]");
        assertThat(block.column(1).value(0)).hasToString("[[5, 6], 7]");
        assertThat(block.column(1).value(1)).hasToString("[[8, 9], 10]");
    }

    @Test
    void namesRowColumnAndTypeOfAValueThatDoesNotFit() {
        assertThatThrownBy(() -> Writing.written(List.of(new Person(1, "a"), new Person(256, "b")), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column id of type UInt8");
        assertThatThrownBy(() -> Writing.written(List.of(new Person(1, null)), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 0, column name of type String");
        assertThatThrownBy(() -> Writing.written(List.of(new Person(1, "a")), ID, Columns.table("name", "Date")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 0, column name of type Date");
    }

    @Test
    void namesTheRowThatIsNullOrOfAnotherClass() {
        assertThatThrownBy(() -> Writing.written(Arrays.asList(new Person(1, "a"), null), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessage("row 1 is null");
        assertThatThrownBy(() -> Writing.written(List.of(new Person(1, "a"), new Point(1, 2)), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column id")
                .hasMessageContaining("Point");
    }

    @Test
    void countsRowsOverAllBlocks() {
        RowWriting<Person> writing = new Mappings().writing(Person.class);
        BlockAssembler<Person> assembler = new BlockAssembler<>(List.of(ID, NAME), writing, Columns.FACTORY, 16);
        assembler.add(new Person(1, "a"));
        assertThat(assembler.rows()).isEqualTo(1);
        assertThat(assembler.bytes()).isPositive();
        assertThat(assembler.build().rows()).isEqualTo(1);
        assertThat(assembler.rows()).isZero();
        assembler.add(new Person(2, "b"));

        assertThatThrownBy(() -> assembler.add(new Person(-1, "c")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2,");
    }

    @Test
    void buildsLaterBlocksOfAnyLengthAsItDoesTheFirst() {
        RowWriting<Person> writing = new Mappings().writing(Person.class);
        BlockAssembler<Person> assembler = new BlockAssembler<>(List.of(ID, NAME), writing, Columns.FACTORY, 3);
        int id = 0;
        for (int rows : new int[] {3, 60, 1, 0, 20, 100, 16}) {
            List<String> names = new ArrayList<>();
            int first = id;
            for (int row = 0; row < rows; row++) {
                // Of one byte a character, of several, and longer than the one before.
                names.add((id % 3 == 0 ? "é" : id % 3 == 1 ? "京" : "a").repeat(id % 50));
                assembler.add(new Person(id++, names.get(row)));
            }

            Block block = assembler.build();

            assertThat(block.rows()).isEqualTo(rows);
            for (int row = 0; row < rows; row++) {
                assertThat(block.column(0).longValue(row)).isEqualTo(first + row);
                assertThat(block.column(1).stringValue(row)).isEqualTo(names.get(row));
            }
        }
    }

    @Test
    void namesAComponentWithoutAColumn() {
        assertThatThrownBy(() -> Writing.written(List.of(new Person(1, "a")), ID))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("component name")
                .hasMessageContaining("[id]");
        assertThatThrownBy(() -> Writing.written(List.of(new Point(1, 2)), true, ID))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no component for the column id");
    }

    @Test
    void writesListsOfExactlyAsManyValuesAsColumns() {
        assertThat(Writing.written(List.of(List.of(1, "a")), ID, NAME)).hasToString("[[1, a]]");
        assertThatThrownBy(() -> Writing.written(List.of(List.of(1, "a"), List.of(2)), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("only 1 values");
        assertThatThrownBy(() -> Writing.written(List.of(List.of(1, "a"), List.of(2, "b", "c")), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1: the row has 3 values for 2 columns");
    }

    @Test
    void writesMapsThatNameTheSameColumns() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("name", null);
        TableColumn nullable = Columns.table("name", "Nullable(String)");

        assertThat(Writing.written(List.of(Map.of("name", "a"), withNull), ID, nullable))
                .hasToString("[[a], [null]]");
        assertThatThrownBy(() -> Writing.written(List.of(Map.of("id", 1, "name", "a"), Map.of("id", 2)), ID, nullable))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column name")
                .hasMessageContaining("no such key");
        assertThatThrownBy(() -> Writing.written(List.of(Map.of("other", 1)), ID))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column other");
    }

    @Test
    void namesTheRowAndTheKeyThatNoColumnTakes() {
        List<Map<String, Object>> maps = List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 3, "name", "lost"));

        assertThatThrownBy(() -> Writing.written(maps, true, ID))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("name");
    }

    @Test
    void leavesOutWhatTheFirstMapHasBeyondTheColumnsThatWereChosen() {
        List<Map<String, Object>> maps =
                List.of(Map.of("id", 1, "name", "a"), Map.of("id", 2), Map.of("id", 3, "name", "c"));

        assertThat(Writing.written(maps, true, ID)).hasToString("[[1], [2], [3]]");
    }

    @Test
    void namesTheMapThatIsNull() {
        List<@Nullable Map<String, Object>> maps = Arrays.asList(Map.of("id", 1), null);

        assertThatThrownBy(() -> Writing.written(maps, ID))
                .isInstanceOf(DataException.class)
                .hasMessage("row 1 is null");
    }

    @Test
    void namesTheRowOfAnotherResultWhoseValuesWouldBeLost() {
        Row first = new Row(new Columns().with("id", "UInt8", 1).block(), 0);
        Row more = new Row(
                new Columns()
                        .with("id", "UInt8", 2)
                        .with("name", "String", "lost")
                        .block(),
                0);

        assertThatThrownBy(() -> Writing.written(List.of(first, first, more), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("name");
    }

    @Test
    void writesRowsOfAResultByName() {
        Block block = new Columns()
                .with("name", "String", "a", "b")
                .with("id", "Int32", 1, 300)
                .block();
        Block other = new Columns().with("name", "String", "c").block();

        assertThat(Writing.written(List.of(new Row(block, 0)), ID, NAME)).hasToString("[[1, a]]");
        assertThatThrownBy(() -> Writing.written(List.of(new Row(block, 0), new Row(block, 1)), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column id of type UInt8");
        assertThatThrownBy(() -> Writing.written(List.of(new Row(block, 0), new Row(other, 0)), ID, NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column id of type UInt8")
                .hasMessageContaining("there is no column id");
        assertThatThrownBy(() -> Writing.written(List.of(new Row(block, 0)), NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column id");
    }
}
