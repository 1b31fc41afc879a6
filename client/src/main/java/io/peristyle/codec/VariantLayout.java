package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.type.ClickHouseType;
import java.util.List;

/**
 * How the rows of a column of several types say which of them they have.
 *
 * @param members the prefixes of the types, complete before data are read
 * @param width bytes that say the type of a row
 * @param nullIndex what they are where the row is NULL
 */
record VariantLayout(
        ClickHouseType type,
        List<ColumnPrefix<? extends Column>> members,
        int width,
        int nullIndex,
        ReadBudget budget) {}
