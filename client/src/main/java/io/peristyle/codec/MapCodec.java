package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.MapType;

/**
 * {@code Map(K, V)}: as an array of tuples of key and value.
 *
 * <pre>
 * 02 00×7 | 01 61  01 62 | 07 08         Map(String, UInt8) {'a': 7, 'b': 8}
 * </pre>
 */
final class MapCodec implements CompositeCodec<ArrayColumn> {
    private final MapType type;
    private final TupleCodec pair;

    /** {@code pair} is the codec of an unnamed tuple of key and value. */
    MapCodec(MapType type, TupleCodec pair) {
        this.type = type;
        this.pair = pair;
    }

    @Override
    public MapType type() {
        return type;
    }

    @Override
    public ColumnPrefix<ArrayColumn> prefix(ReadBudget budget) {
        return new ArrayPrefix(type, MapMapping.INSTANCE, pair.prefix(budget), budget);
    }

    @Override
    public void writePrefix(ByteBuf out, ArrayColumn column) {
        ElementCodec.of(pair).writePrefix(out, column.elements());
    }

    @Override
    public void write(ByteBuf out, ArrayColumn column, int from, int to) {
        ArrayCodec.writeRuns(out, column, ElementCodec.of(pair), from, to);
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new MapBuilder(type, pair.builder(expectedRows), expectedRows);
    }
}
