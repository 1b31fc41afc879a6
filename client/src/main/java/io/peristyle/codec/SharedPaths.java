package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Paths of a JSON column that have no column of their own. */
final class SharedPaths {
    private SharedPaths() {}

    /** {@code shared}, tuples of a path and bytes, with {@code values} in place of the bytes. */
    static ArrayColumn of(ArrayColumn shared, VariantColumn values, ClickHouseType dynamic) {
        Column paths = ((TupleColumn) shared.elements()).elements().get(0);
        TupleType pair = new TupleType(
                List.of(new TupleType.Element(null, new ScalarType("String")), new TupleType.Element(null, dynamic)));
        int[] ends = new int[shared.size()];
        for (int row = 0; row < ends.length; row++) {
            ends[row] = shared.end(row);
        }
        TupleColumn elements = new TupleColumn(pair, paths.size(), List.of(paths, values), TupleMapping.INSTANCE);
        return new ArrayColumn(new ArrayType(pair), ends, elements, ArrayMapping.INSTANCE);
    }

    /** For {@code rows} rows without such paths. */
    static ArrayColumn none(int rows, ClickHouseType dynamic) {
        ClickHouseType string = new ScalarType("String");
        TupleType pair =
                new TupleType(List.of(new TupleType.Element(null, string), new TupleType.Element(null, dynamic)));
        BytesColumn paths = new BytesColumn(string, new byte[0], new int[0], new StringCodec(string));
        VariantColumn values = new VariantColumn(dynamic, new short[0], List.of());
        return new ArrayColumn(
                new ArrayType(pair),
                new int[rows],
                new TupleColumn(pair, 0, List.of(paths, values), TupleMapping.INSTANCE),
                ArrayMapping.INSTANCE);
    }

    /** All paths without a type, each as a column. */
    static List<JsonColumn.Path> all(JsonColumn column) {
        TupleColumn pairs = (TupleColumn) column.shared().elements();
        if (column.sharedNames().isEmpty()) {
            return column.dynamic();
        }
        Map<String, int[]> rows = new TreeMap<>();
        column.sharedNames().forEach(name -> rows.put(name, absent(column)));
        for (int row = 0; row < column.size(); row++) {
            for (int i = column.shared().start(row); i < column.shared().end(row); i++) {
                Objects.requireNonNull(rows.get(pairs.elements().get(0).stringValue(i)))[row] = i;
            }
        }
        List<JsonColumn.Path> all = new ArrayList<>(column.dynamic());
        Column values = pairs.elements().get(1);
        rows.forEach((path, sources) -> all.add(new JsonColumn.Path(path, values.gather(sources))));
        return all;
    }

    private static int[] absent(JsonColumn column) {
        int[] sources = new int[column.size()];
        Arrays.fill(sources, -1);
        return sources;
    }
}
