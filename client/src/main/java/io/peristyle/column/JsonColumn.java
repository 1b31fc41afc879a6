package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Objects of type JSON, taken apart by the paths of their values: a column for each path that has one, and a list for
 * each row of those that have none.
 */
public final class JsonColumn extends Column {
    private final List<Path> typed;
    private final List<Path> dynamic;
    private final ArrayColumn shared;
    private final ValueMapping<JsonColumn> mapping;

    /** Null until needed. */
    private @Nullable SortedSet<String> sharedNames;

    /**
     * The values of one path.
     *
     * @param name the keys from the outside in, with points between them
     * @param values a value for each row; NULL, in a column of type Dynamic, where the row does not have the path
     */
    public record Path(String name, Column values) {}

    /**
     * @param typed the paths that the type names, in its order
     * @param dynamic other paths with columns of their own
     * @param shared for each row tuples of a path and a Dynamic value, for paths without columns of their own
     */
    public JsonColumn(
            ClickHouseType type,
            List<Path> typed,
            List<Path> dynamic,
            ArrayColumn shared,
            ValueMapping<JsonColumn> mapping) {
        super(type, shared.size());
        this.typed = List.copyOf(typed);
        this.dynamic = List.copyOf(dynamic);
        this.shared = shared;
        this.mapping = mapping;
    }

    /** The paths that the type names, in its order. */
    public List<Path> typed() {
        return typed;
    }

    /** Other paths that have a column of their own, which is a {@link VariantColumn}. */
    public List<Path> dynamic() {
        return dynamic;
    }

    /** For each row the paths that have no column of their own, with their values: a Map, as it were. */
    public ArrayColumn shared() {
        return shared;
    }

    /**
     * The names of all paths in {@link #shared()}. A column {@linkplain #gather gathered} from another one keeps the names of
     * that, so that which rows are left does not change what paths there are.
     */
    public SortedSet<String> sharedNames() {
        SortedSet<String> names = sharedNames;
        if (names == null) {
            names = new TreeSet<>();
            Column paths = ((TupleColumn) shared.elements()).elements().get(0);
            for (int row = 0; row < size(); row++) {
                for (int i = shared.start(row); i < shared.end(row); i++) {
                    names.add(paths.stringValue(i));
                }
            }
            names = Collections.unmodifiableSortedSet(names);
            sharedNames = names;
        }
        return names;
    }

    @Override
    public Object value(int row) {
        return mapping.value(this, check(row));
    }

    @Override
    public long longValue(int row) {
        throw new DataException(type() + " is not an integer type");
    }

    @Override
    public double doubleValue(int row) {
        throw new DataException(type() + " is not a numeric type");
    }

    /** The object as JSON text, with the paths in order of their bytes. */
    @Override
    public String stringValue(int row) {
        return mapping.stringValue(this, check(row));
    }

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return mapping.reader(this, target);
    }

    @Override
    public JsonColumn as(ClickHouseType type) {
        return named(new JsonColumn(type, typed, dynamic, shared, mapping));
    }

    @Override
    public JsonColumn gather(int[] rows) {
        return named(new JsonColumn(type(), gather(typed, rows), gather(dynamic, rows), shared.gather(rows), mapping));
    }

    private JsonColumn named(JsonColumn other) {
        other.sharedNames = sharedNames();
        return other;
    }

    private static List<Path> gather(List<Path> paths, int[] rows) {
        List<Path> gathered = new ArrayList<>(paths.size());
        for (Path path : paths) {
            gathered.add(new Path(path.name(), path.values().gather(rows)));
        }
        return gathered;
    }
}
