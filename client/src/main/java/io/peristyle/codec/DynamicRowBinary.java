package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns values that each bring their type along into a {@code Dynamic} column in the layout that hides none. */
final class DynamicRowBinary extends RowBinary {
    private static final int MOST_TYPES = 0xfe;
    private static final int NULL = 0xff;

    private final CodecRegistry codecs;
    private final int depth;
    private final Map<ClickHouseType, Integer> places = new LinkedHashMap<>();
    private final List<RowBinary> values = new ArrayList<>();
    private final ByteBuf discriminators = Unpooled.buffer();

    DynamicRowBinary(CodecRegistry codecs, ReadBudget budget) {
        super(budget);
        this.codecs = codecs;
        this.depth = budget.depth();
    }

    @Override
    void takeValue(ByteBuf in) {
        int begin = in.readerIndex();
        ClickHouseType type = BinaryType.read(in);
        int length = in.readerIndex() - begin;
        if (type.name().equals("Nothing")) {
            addDefaultValue();
            return;
        }
        Integer place = places.get(type);
        if (place == null) {
            if (values.size() == MOST_TYPES) {
                throw new MalformedDataException("over " + MOST_TYPES + " types in a Dynamic inside of a Dynamic");
            }
            BinaryType.reserve(length, budget());
            place = values.size();
            places.put(type, place);
            budget().within(depth + TypeDepth.of(type), () -> values.add(of(type, codecs, budget())));
        }
        reserve(1);
        discriminators.writeByte(place);
        values.get(place).take(in);
    }

    @Override
    void addDefaultValue() {
        reserve(1);
        discriminators.writeByte(NULL);
    }

    @Override
    void writePrefix(ByteBuf out) {
        out.writeLongLE(DynamicLayout.FLAT.version());
        WireOutput.writeVarUInt(out, places.size());
        places.keySet().forEach(type -> WireOutput.writeString(out, type.toString()));
        values.forEach(value -> value.writePrefix(out));
    }

    @Override
    void write(ByteBuf out) {
        for (int i = 0; i < rows(); i++) {
            int place = discriminators.readUnsignedByte();
            out.writeByte(place == NULL ? values.size() : place);
        }
        values.forEach(value -> value.write(out));
    }
}
