package io.peristyle.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.type.ClickHouseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReadersTest {
    @Test
    void readsTabSeparatedWithEscapesAndNulls() throws IOException {
        assertThat(read(InputFormat.TAB_SEPARATED, "1\ta\\tb\n2\t\\N\r\n", "Int32", "Nullable(Enum8('a\tb' = 1))"))
                .containsExactly(List.of(1L, "a\tb"), Arrays.asList(2L, null));
    }

    @Test
    void readsNestedValues() throws IOException {
        assertThat(read(
                        InputFormat.TAB_SEPARATED,
                        "[(1,NULL),(2,1.5)]\t{'k':[true],'l':[]}",
                        "Array(Tuple(Int8, Nullable(Decimal(9, 2))))",
                        "Map(String, Array(Bool))"))
                .containsExactly(List.of(
                        List.of(Arrays.asList(1L, null), List.of(2L, new BigDecimal("1.5"))),
                        Map.of("k", List.of(true), "l", List.of())));
    }

    @Test
    void readsCsvWithQuotesOverLines() throws IOException {
        assertThat(read(InputFormat.CSV, "\"1\",x\n2,\"y\ny\"", "Int32", "Enum8('x' = 1)"))
                .containsExactly(List.of(1L, "x"), List.of(2L, "y\ny"));
    }

    @Test
    void readsNothingInCsvAsNullAndNotAsAnEmptyText() throws IOException {
        String type = "Nullable(Enum8('' = 0, 'x' = 1))";
        assertThat(read(InputFormat.CSV, ",\"\"\nx,", type, type))
                .containsExactly(Arrays.asList(null, ""), Arrays.asList("x", null));
    }

    @Test
    void readsJsonInAnyOrderOfMembers() throws IOException {
        assertThat(read(
                        InputFormat.JSON_EACH_ROW,
                        "[{\"c1\":\"\\u00e9\\ud83d\\ude00\",\"c0\":[1,\"2\"]},\n{\"c0\":[],\"c1\":\"z\"}]",
                        "Array(Int64)",
                        "UUID"))
                .containsExactly(List.of("é😀", List.of(1L, 2L)), List.of("z", List.of()));
    }

    @Test
    void saysWhereTheTextIsWrong() {
        assertThatThrownBy(() -> read(InputFormat.TAB_SEPARATED, "1\t2\n3\n", "Int32", "Int32"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 2, column 2")
                .hasMessageContaining("1 values of 2")
                .hasMessageContaining("c1");
        assertThatThrownBy(() -> read(InputFormat.CSV, "1,\"open", "Int32", "String"))
                .hasMessageContaining("line 1, column 3")
                .hasMessageContaining("never closed");
        assertThatThrownBy(() -> read(InputFormat.JSON_EACH_ROW, "{\"c0\": 1\n \"c1\": 2}", "Int32", "Int32"))
                .hasMessageContaining("line 2, column 2");
        assertThatThrownBy(() -> read(InputFormat.JSON_EACH_ROW, "{\"c0\": 1, \"c0\": 2}", "Int32"))
                .hasMessageContaining("one value for c0");
        assertThatThrownBy(() -> read(InputFormat.JSON_EACH_ROW, "[{\"c0\": 1},{\"c0\": 2}", "Int32"))
                .hasMessageContaining("never closed");
        assertThatThrownBy(() -> read(InputFormat.JSON_EACH_ROW, "\n{}\n{\"c0\": 1}\n", "Int32"))
                .hasMessageContaining("line 2, column 1")
                .hasMessageContaining("no members");
        assertThatThrownBy(() -> read(InputFormat.TAB_SEPARATED, "\\x4", "Int32"))
                .hasMessageContaining("two hexadecimal digits");
        assertThatThrownBy(() -> read(InputFormat.TAB_SEPARATED, "\\N\n", "Int32"))
                .hasMessageContaining("NULL for column c0 of type Int32");
    }

    private static List<List<Object>> read(InputFormat format, String text, String... types) throws IOException {
        List<TargetColumn> columns = new ArrayList<>();
        for (String type : types) {
            columns.add(new TargetColumn("c" + columns.size(), ClickHouseType.parse(type), false));
        }
        RowReader reader = format.reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), columns);
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }
}
