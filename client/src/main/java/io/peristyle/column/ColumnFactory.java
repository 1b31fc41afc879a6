package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Makes columns of any type that the client can write, for inserts. Thread-safe. */
public interface ColumnFactory {
    /**
     * An empty builder for columns of {@code type}.
     *
     * @param expectedRows how many rows are likely to come; a hint
     * @throws io.peristyle.error.UnsupportedTypeException if the client cannot write the type
     */
    ColumnBuilder builder(ClickHouseType type, int expectedRows);

    /**
     * A column over {@code array} without copying it, where the type stores its values as they are in it: {@code long[]}
     * for {@code Int64} and {@code UInt64}, {@code int[]} for {@code Int32}, {@code UInt32} and {@code DateTime}, which are
     * seconds since 1970, {@code double[]} for {@code Float64}.
     *
     * @return null if the values would need a conversion, or one does not fit, which a builder says more of
     */
    @Nullable
    Column wrap(ClickHouseType type, Object array);
}
