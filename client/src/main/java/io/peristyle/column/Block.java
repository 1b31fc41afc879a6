package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Some rows of a result or of an insert, as columns of equal length. Immutable but for the arrays inside, which belong to
 * who received the block; safe to read from several threads. A block may have no rows, or no columns.
 */
public final class Block {
    /** The block without columns and rows. */
    public static final Block EMPTY = new Block(0, List.of(), List.of());

    private final int rows;
    private final List<String> names;
    private final List<Column> columns;

    /**
     * @param rows the number of rows; said apart, since a block may have no columns
     * @param names a name for each column; need not be distinct
     * @param columns columns of {@code rows} rows
     */
    public Block(int rows, List<String> names, List<? extends Column> columns) {
        this.rows = rows;
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        if (this.names.size() != this.columns.size()) {
            throw new IllegalArgumentException(
                    this.names.size() + " names for " + this.columns.size() + " columns of a block");
        }
        for (int i = 0; i < this.columns.size(); i++) {
            if (this.columns.get(i).size() != rows) {
                throw new IllegalArgumentException("column " + this.names.get(i) + " has "
                        + this.columns.get(i).size() + " rows, its block " + rows);
            }
        }
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The columns' names, in order. */
    public List<String> names() {
        return names;
    }

    /** The columns' types, in order. */
    public List<ClickHouseType> types() {
        List<ClickHouseType> types = new ArrayList<>(columns.size());
        for (Column column : columns) {
            types.add(column.type());
        }
        return types;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** The column at {@code index}, from zero. */
    public Column column(int index) {
        return columns.get(index);
    }

    /**
     * The first column of this name.
     *
     * @throws DataException if there is none; the message lists what there is
     */
    public Column column(String name) {
        int index = names.indexOf(Objects.requireNonNull(name, "name"));
        if (index < 0) {
            throw new DataException("there is no column " + name + "; there are " + names);
        }
        return columns.get(index);
    }

    /**
     * All values of an integer column: for {@code Int64} the array behind it, else a new one.
     *
     * @throws DataException if the column is not of integers, has a NULL, or has a {@code UInt64} of 2<sup>63</sup> or more
     */
    public long[] longs(int index) {
        return Columns.longs(column(index));
    }

    /**
     * All values of a numeric column: for {@code Float64} the array behind it, else a new one.
     *
     * @throws DataException if the column is not numeric or has a NULL
     */
    public double[] doubles(int index) {
        return Columns.doubles(column(index));
    }

    /**
     * The eight bytes of each value of an {@code Int64}, {@code UInt64}, {@code DateTime64} or 18-digit {@code Decimal}
     * column as they are, not a copy: a {@code UInt64} of 2<sup>63</sup> or more is negative here.
     *
     * @throws DataException if the column's values are not eight bytes wide
     */
    public long[] rawLongs(int index) {
        if (column(index) instanceof LongColumn column) {
            return column.values();
        }
        throw new DataException("column " + names.get(index) + " of type "
                + column(index).type() + " does not consist of values of eight bytes");
    }

    /** Names and types alone: a block without rows. */
    public Block header() {
        List<Column> empty = new ArrayList<>();
        for (Column column : columns) {
            empty.add(column.gather(new int[0]));
        }
        return new Block(0, names, empty);
    }

    @Override
    public String toString() {
        return "Block" + names + " of " + rows + " rows";
    }
}
