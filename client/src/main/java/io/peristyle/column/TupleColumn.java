package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that are tuples: a column for each element. */
public final class TupleColumn extends Column {
    private final List<Column> elements;
    private final ValueMapping<TupleColumn> mapping;

    /**
     * @param size the number of rows; said apart, since a tuple may have no elements
     * @param elements a column of {@code size} rows for each element
     */
    public TupleColumn(ClickHouseType type, int size, List<Column> elements, ValueMapping<TupleColumn> mapping) {
        super(type, size);
        this.elements = List.copyOf(elements);
        this.mapping = mapping;
    }

    /** The elements' columns, in the type's order. */
    public List<Column> elements() {
        return elements;
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

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return mapping.reader(this, target);
    }

    @Override
    public TupleColumn as(ClickHouseType type) {
        return new TupleColumn(type, size(), elements, mapping);
    }

    @Override
    public TupleColumn gather(int[] rows) {
        return new TupleColumn(
                type(),
                rows.length,
                elements.stream().map(element -> element.gather(rows)).toList(),
                mapping);
    }
}
