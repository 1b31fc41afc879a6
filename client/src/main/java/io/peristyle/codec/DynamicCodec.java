package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.WireOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Dynamic}: the types that occur, then which of them each row has, then the values of each type together. What a
 * server sends has one of three layouts, which the column names; written is the newest that the server reads.
 *
 * <pre>
 * 03 00×7 | 02 06 'String' 06 'UInt64' |     prefix: layout, names of the types, their prefixes
 * 01 00 02 | 02 'hi' | 2a 00×7               42, 'hi', NULL
 * </pre>
 */
final class DynamicCodec implements CompositeCodec<VariantColumn> {
    private static final int MOST_TYPES_OF_A_BYTE = 0xff;

    private final ClickHouseType type;
    private final CodecRegistry codecs;

    DynamicCodec(ClickHouseType type, CodecRegistry codecs) {
        this.type = type;
        this.codecs = codecs;
    }

    @Override
    public ClickHouseType type() {
        return type;
    }

    @Override
    public DynamicPrefix prefix(ReadBudget budget) {
        return new DynamicPrefix(type, codecs, budget);
    }

    @Override
    public void writePrefix(ByteBuf out, VariantColumn column) {
        DynamicLayout layout = codecs.dynamicLayout();
        List<ElementCodec> members = members(column);
        out.writeLongLE(layout.version());
        if (layout == DynamicLayout.FIRST) {
            WireOutput.writeVarUInt(out, DynamicPrefix.MOST_HIDDEN_TYPES);
        }
        WireOutput.writeVarUInt(out, members.size());
        DynamicOrder order = order(layout, members);
        for (int member : order.listed()) {
            WireOutput.writeString(out, members.get(member).type().toString());
        }
        if (layout != DynamicLayout.FLAT) {
            out.writeLongLE(VariantPrefix.BASIC);
        }
        for (int member : order.listed()) {
            members.get(member).writePrefix(out, column.columns().get(member));
        }
    }

    @Override
    public void write(ByteBuf out, VariantColumn column, int from, int to) {
        List<ElementCodec> members = members(column);
        DynamicOrder order = order(codecs.dynamicLayout(), members);
        boolean wide = order.nullIndex() > MOST_TYPES_OF_A_BYTE;
        for (int row = from; row < to; row++) {
            int member = column.members()[row];
            int index = member == VariantColumn.NULL ? order.nullIndex() : order.index(member);
            if (wide) {
                out.writeShortLE(index);
            } else {
                out.writeByte(index);
            }
        }
        writeValues(out, column, order.listed(), members, from, to);
    }

    private static void writeValues(
            ByteBuf out, VariantColumn column, int[] order, List<ElementCodec> members, int from, int to) {
        int[] first = new int[order.length];
        int[] count = new int[order.length];
        for (int row = from; row < to; row++) {
            int member = column.members()[row];
            if (member != VariantColumn.NULL && count[member]++ == 0) {
                first[member] = column.position(row);
            }
        }
        for (int member : order) {
            if (count[member] > 0) {
                members.get(member)
                        .write(out, column.columns().get(member), first[member], first[member] + count[member]);
            }
        }
    }

    private List<ElementCodec> members(VariantColumn column) {
        List<ElementCodec> members = new ArrayList<>(column.columns().size());
        for (Column values : column.columns()) {
            members.add(ElementCodec.of(codecs.codec(values.type())));
        }
        return members;
    }

    private static DynamicOrder order(DynamicLayout layout, List<ElementCodec> members) {
        return DynamicOrder.of(
                layout, members.stream().map(member -> member.type().toString()).toList());
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new DynamicBuilder(type, codecs);
    }
}
