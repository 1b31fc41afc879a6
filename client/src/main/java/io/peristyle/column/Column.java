package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a block, in primitive arrays. The subclass is the shape in memory; what the raw values
 * mean (a number, a day, an address) is the {@link #type() type}'s business and reached by the accessors here.
 *
 * <p>A column belongs to who received it: it is backed by heap arrays, is never written again by the client, and may be
 * read by any number of threads. Rows count from zero; a row outside the column throws {@link
 * IndexOutOfBoundsException}.
 */
public abstract sealed class Column
        permits ArrayColumn,
                ByteColumn,
                BytesColumn,
                DictionaryColumn,
                DoubleColumn,
                FixedBytesColumn,
                FloatColumn,
                IntColumn,
                JsonColumn,
                LongColumn,
                NullableColumn,
                ShortColumn,
                TupleColumn,
                VariantColumn {
    private final ClickHouseType type;
    private final int size;

    Column(ClickHouseType type, int size) {
        this.type = type;
        this.size = size;
    }

    /** The column's type, as the server announced it. */
    public final ClickHouseType type() {
        return type;
    }

    /** The number of rows. */
    public final int size() {
        return size;
    }

    /** Whether the value of {@code row} is NULL. */
    public boolean isNull(int row) {
        return false;
    }

    /** The value of {@code row} as the Java object that its type maps to; null for NULL. */
    public abstract @Nullable Object value(int row);

    /**
     * The integer value of {@code row}.
     *
     * @throws DataException if the type is not an integer, the value is NULL, or a {@code long} cannot hold it
     */
    public abstract long longValue(int row);

    /**
     * The numeric value of {@code row}; integers beyond 2<sup>53</sup> and decimals are rounded.
     *
     * @throws DataException if the type is not numeric or the value is NULL
     */
    public abstract double doubleValue(int row);

    /**
     * The value of {@code row} as text; for a {@code String} its bytes as UTF-8, with invalid ones replaced.
     *
     * @throws DataException if the value is NULL
     */
    public String stringValue(int row) {
        Object value = value(row);
        if (value == null) {
            throw new DataException("row " + row + " is NULL");
        }
        return value.toString();
    }

    /**
     * The raw bytes of a {@code String} or {@code FixedString}; a copy.
     *
     * @throws DataException if the type has no bytes or the value is NULL
     */
    public byte[] bytesValue(int row) {
        throw new DataException(type + " has no bytes of its own");
    }

    /**
     * How to read rows of this column as {@code target}, looked up once and applied to many rows; a row that is NULL must
     * not be asked for.
     *
     * @return null if the type does not convert to {@code target}
     */
    public abstract @Nullable RowReader reader(Class<?> target);

    /**
     * A column of the same type with the values of {@code rows}, in that order; −1 stands for the type's default value
     * (NULL, if it is nullable).
     */
    public abstract Column gather(int[] rows);

    /** The same values, not copied, as those of a type that stores them in the same way. */
    public abstract Column as(ClickHouseType type);

    /** Reads one row of the column it was made for. */
    @FunctionalInterface
    public interface RowReader {
        /** The value of {@code row}, never null. */
        Object read(int row);
    }

    final int check(int row) {
        return java.util.Objects.checkIndex(row, size);
    }
}
