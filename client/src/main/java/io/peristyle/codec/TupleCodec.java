package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.TupleColumn;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Tuple(T1, …)}: the columns of the elements one after another. A tuple without elements is a byte for each row.
 *
 * <pre>
 * 01 02 | 01 61  01 62         Tuple(UInt8, String) (1, 'a'), (2, 'b')
 * 30 30                        Tuple() (), ()
 * </pre>
 */
final class TupleCodec implements CompositeCodec<TupleColumn> {
    private static final int PLACEHOLDER = '0';

    private final ClickHouseType type;
    private final List<ElementCodec> elements;

    TupleCodec(ClickHouseType type, List<ColumnCodec<?>> elements) {
        this.type = type;
        this.elements = elements.stream().map(ElementCodec::of).toList();
    }

    @Override
    public ClickHouseType type() {
        return type;
    }

    /** The codecs of the elements, in order. */
    List<ElementCodec> elements() {
        return elements;
    }

    @Override
    public ColumnPrefix<TupleColumn> prefix(ReadBudget budget) {
        List<ColumnPrefix<? extends Column>> prefixes = new ArrayList<>(elements.size());
        for (ElementCodec element : elements) {
            prefixes.add(element.prefix(budget));
        }
        return new TuplePrefix(type, prefixes);
    }

    @Override
    public void writePrefix(ByteBuf out, TupleColumn column) {
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).writePrefix(out, column.elements().get(i));
        }
    }

    @Override
    public void write(ByteBuf out, TupleColumn column, int from, int to) {
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).write(out, column.elements().get(i), from, to);
        }
        if (elements.isEmpty()) {
            for (int row = from; row < to; row++) {
                out.writeByte(PLACEHOLDER);
            }
        }
    }

    @Override
    public TupleBuilder builder(int expectedRows) {
        List<ColumnBuilder> builders = new ArrayList<>(elements.size());
        for (ElementCodec element : elements) {
            builders.add(element.builder(expectedRows));
        }
        return new TupleBuilder(type, builders);
    }
}
