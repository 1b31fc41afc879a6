package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.VariantColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Dynamic} column one of whose types is bytes that hold a type and a value each, and takes these apart. */
final class SharedVariantReader implements ColumnReader<VariantColumn> {
    private final VariantReader reader;
    private final int hidden;
    private final CodecRegistry codecs;
    private final ReadBudget budget;
    private @Nullable VariantColumn column;

    /** {@code hidden} is the place of the bytes among the types. */
    SharedVariantReader(VariantReader reader, int hidden, CodecRegistry codecs, ReadBudget budget) {
        this.reader = reader;
        this.hidden = hidden;
        this.codecs = codecs;
        this.budget = budget;
    }

    @Override
    public boolean readData(ByteBuf in) {
        if (column == null && reader.readData(in)) {
            column = takeApart(reader.column());
        }
        return column != null;
    }

    private VariantColumn takeApart(VariantColumn read) {
        List<Column> columns = new ArrayList<>(read.columns());
        Column bytes = columns.remove(hidden);
        SharedValues shared = new SharedValues(codecs, budget);
        VariantColumn values = shared.column(read.type(), (BytesColumn) bytes);
        int first = columns.size();
        columns.addAll(values.columns());
        short[] members = new short[read.size()];
        for (int row = 0; row < members.length; row++) {
            int member = read.members()[row];
            if (member == hidden) {
                int of = values.members()[read.position(row)];
                members[row] = (short) (of < 0 ? VariantColumn.NULL : first + of);
            } else {
                members[row] = (short) (member > hidden ? member - 1 : member);
            }
        }
        return new VariantColumn(read.type(), members, columns);
    }

    @Override
    public VariantColumn column() {
        if (column == null) {
            throw new IllegalStateException("the column was not read yet");
        }
        return column;
    }
}
