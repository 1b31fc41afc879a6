package io.peristyle.codec;

import io.peristyle.column.Column;

/** A codec of a type made of other types, which may have a prefix. */
interface CompositeCodec<C extends Column> extends ColumnCodec<C> {
    @Override
    ColumnPrefix<C> prefix(ReadBudget budget);

    @Override
    default ColumnReader<C> reader(int rows, ReadBudget budget) {
        return new PrefixedReader<>(prefix(budget), rows);
    }
}
