package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Variant(T1, …)}: which of the types each row has, then the values of each type together.
 *
 * <pre>
 * 00×8 |                        prefix: the mode, and the prefixes of the types
 * 01 00 ff | 02 'hi' | 2a 00×7  Variant(String, UInt64) 42, 'hi', NULL
 * </pre>
 */
final class VariantCodec implements CompositeCodec<VariantColumn> {
    static final int NULL = 0xff;

    private final ClickHouseType type;
    private final List<ElementCodec> members;

    VariantCodec(ClickHouseType type, List<ColumnCodec<?>> members) {
        this.type = type;
        this.members = members.stream().map(ElementCodec::of).toList();
    }

    @Override
    public ClickHouseType type() {
        return type;
    }

    @Override
    public ColumnPrefix<VariantColumn> prefix(ReadBudget budget) {
        List<ColumnPrefix<? extends Column>> prefixes = new ArrayList<>(members.size());
        for (ElementCodec member : members) {
            prefixes.add(member.prefix(budget));
        }
        return new VariantPrefix(new VariantLayout(type, prefixes, 1, NULL, budget));
    }

    @Override
    public void writePrefix(ByteBuf out, VariantColumn column) {
        out.writeLongLE(VariantPrefix.BASIC);
        for (int i = 0; i < members.size(); i++) {
            members.get(i).writePrefix(out, column.columns().get(i));
        }
    }

    @Override
    public void write(ByteBuf out, VariantColumn column, int from, int to) {
        for (int row = from; row < to; row++) {
            out.writeByte(column.members()[row]);
        }
        writeValues(out, column, members, from, to);
    }

    /** Writes the values of rows {@code from} to {@code to}, type by type. */
    static void writeValues(ByteBuf out, VariantColumn column, List<ElementCodec> codecs, int from, int to) {
        int[] first = new int[codecs.size()];
        int[] count = new int[codecs.size()];
        for (int row = from; row < to; row++) {
            int member = column.members()[row];
            if (member != VariantColumn.NULL && count[member]++ == 0) {
                first[member] = column.position(row);
            }
        }
        for (int i = 0; i < count.length; i++) {
            if (count[i] > 0) {
                codecs.get(i).write(out, column.columns().get(i), first[i], first[i] + count[i]);
            }
        }
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new VariantBuilder(type, members);
    }
}
