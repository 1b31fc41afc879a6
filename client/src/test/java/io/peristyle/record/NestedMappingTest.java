package io.peristyle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.DataException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NestedMappingTest {
    record Point(int x, @Nullable Integer y) {}

    record Line(Point from, List<Point> via, Map<String, Point> named) {}

    @Test
    void fillsRecordsFromTuplesInArraysAndMaps() {
        String point = "Tuple(y Nullable(Int32), x Int32)";
        List<Line> lines = new Columns()
                .with("from", point, Arrays.asList(null, 1))
                .with("via", "Array(" + point + ")", List.of(List.of(2, 3), List.of(4, 5)))
                .with("named", "Map(String, " + point + ")", Map.of("a", List.of(6, 7)))
                .as(Line.class);

        assertThat(lines)
                .containsExactly(new Line(
                        new Point(1, null), List.of(new Point(3, 2), new Point(5, 4)), Map.of("a", new Point(7, 6))));
    }

    @Test
    void fillsRecordsFromTuplesWithoutNamesInOrder() {
        record One(Point p) {}

        assertThat(new Columns().with("p", "Tuple(Int32, Int32)", List.of(1, 2)).as(One.class))
                .containsExactly(new One(new Point(1, 2)));
    }

    @Test
    void convertsElementsAsTheTypeArgumentsSay() {
        record Lists(List<Long> n, Map<String, List<Long>> m, List<? extends Number> w) {}

        assertThat(new Columns()
                        .with("n", "Array(Int8)", List.of(1, 2))
                        .with("m", "Map(String, Array(UInt8))", Map.of("a", List.of(3)))
                        .with("w", "Array(Nullable(Int32))", Arrays.asList(4, null))
                        .as(Lists.class))
                .containsExactly(new Lists(List.of(1L, 2L), Map.of("a", List.of(3L)), Arrays.asList(4, null)));
    }

    @Test
    void makesMapsOfMapsOnly() {
        record Pairs(Map<String, String> m) {}

        for (String type : List.of("Array(Tuple(String, String, String))", "Array(Tuple(String, String))")) {
            int elements = type.split("String").length - 1;
            assertThatThrownBy(() -> new Columns()
                            .with("m", type, List.of(Collections.nCopies(elements, "x")))
                            .as(Pairs.class))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("column m of type " + type);
        }
    }

    @Test
    void namesTheRowOfTheResultWhereAnElementDoesNotFit() {
        record Bytes(List<Byte> n) {}
        record Points(List<Point> p) {}

        assertThatThrownBy(() -> new Columns()
                        .with("n", "Array(Int32)", List.of(1, 2, 3), List.of(4, 500))
                        .as(Bytes.class))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 1, column n")
                .hasMessageNotContaining("row 4");
        assertThatThrownBy(() -> new Columns()
                        .with(
                                "p",
                                "Array(Tuple(x Nullable(Int32), y Int32))",
                                List.of(List.of(1, 1), List.of(1, 1)),
                                List.of(Arrays.asList(null, 1)))
                        .as(Points.class))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 1, column p")
                .hasMessageContaining("component x of Point");
    }

    @Test
    void refusesATupleOfAnotherSizeOrOfOtherNames() {
        record One(Point p) {}

        assertThatThrownBy(() ->
                        new Columns().with("p", "Tuple(Int32)", List.of(1)).as(One.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 elements")
                .hasMessageContaining("2 components");
        assertThatThrownBy(() -> new Columns()
                        .with("p", "Tuple(x Int32, z Int32)", List.of(1, 2))
                        .as(One.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no element for the component y");
    }
}
