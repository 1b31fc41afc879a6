package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.VariantColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.IncompleteException;
import io.peristyle.wire.MalformedDataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that each bring their type along: a type in its binary form, then the value as in format RowBinary. Makes
 * columns of them, one for each type.
 */
final class SharedValues {
    private static final int MOST_TYPES = Short.MAX_VALUE / 2;
    private static final String NOTHING = "Nothing";

    private final CodecRegistry codecs;
    private final ReadBudget budget;
    private final Map<ClickHouseType, Short> places = new HashMap<>();
    private final List<ClickHouseType> types = new ArrayList<>();
    private final List<RowBinary> values = new ArrayList<>();

    SharedValues(CodecRegistry codecs, ReadBudget budget) {
        this.codecs = codecs;
        this.budget = budget;
    }

    /** A column of {@code type} with a row for each of {@code strings}. */
    VariantColumn column(ClickHouseType type, BytesColumn strings) {
        budget.reserve(strings.size(), Short.BYTES + Integer.BYTES);
        short[] members = new short[strings.size()];
        for (int row = 0; row < members.length; row++) {
            int start = strings.start(row);
            ByteBuf in = Unpooled.wrappedBuffer(strings.bytes(), start, strings.end(row) - start);
            try {
                members[row] = take(in);
            } catch (IncompleteException | IndexOutOfBoundsException e) {
                throw new MalformedDataException("a value that brings its type along ends too early", e);
            } catch (DataException e) {
                throw new MalformedDataException("a value brings along what is " + e.getMessage(), e);
            }
            if (in.isReadable()) {
                throw new MalformedDataException(
                        in.readableBytes() + " bytes behind a value that brings its type along");
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(values.get(i).column(codecs.codec(types.get(i)), budget));
        }
        return new VariantColumn(type, members, columns);
    }

    /** Takes a type and a value out of {@code in}: which column the value went to, or NULL. */
    private short take(ByteBuf in) {
        int begin = in.readerIndex();
        ClickHouseType type = BinaryType.read(in);
        int length = in.readerIndex() - begin;
        if (type.name().equals(NOTHING)) {
            return VariantColumn.NULL;
        }
        Short place = places.get(type);
        if (place == null) {
            if (types.size() == MOST_TYPES) {
                throw new MalformedDataException("over " + MOST_TYPES + " types of values in one column");
            }
            BinaryType.reserve(length, budget);
            place = (short) types.size();
            places.put(type, place);
            types.add(type);
            budget.within(TypeDepth.of(type), () -> values.add(RowBinary.of(type, codecs, budget)));
        }
        values.get(place).take(in);
        return place;
    }
}
