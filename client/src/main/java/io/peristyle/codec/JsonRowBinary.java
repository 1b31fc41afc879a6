package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.type.JsonType;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import io.peristyle.wire.WireOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns objects, each a list of paths and values, into a {@code JSON} column in the layout that shares no paths. */
final class JsonRowBinary extends RowBinary {
    private static final int MAXIMUM_PATH = 1 << 20;
    private static final int BYTES_PER_PATH = 1024;

    private final CodecRegistry codecs;
    private final int depth;
    private final Map<String, RowBinary> typed = new LinkedHashMap<>();
    private final Map<String, RowBinary> dynamic = new LinkedHashMap<>();

    JsonRowBinary(JsonType type, CodecRegistry codecs, ReadBudget budget) {
        super(budget);
        this.codecs = codecs;
        this.depth = budget.depth();
        for (JsonType.Path path : type.paths()) {
            typed.put(path.name(), of(path.type(), codecs, budget));
        }
    }

    @Override
    void takeValue(ByteBuf in) {
        for (int left = count(in); left > 0; left--) {
            String path = WireInput.readString(in, MAXIMUM_PATH, "a path of a JSON");
            RowBinary values = typed.get(path);
            if (values == null) {
                values = dynamic.computeIfAbsent(path, this::begun);
            }
            if (values.rows() != rows()) {
                throw new MalformedDataException("a path that a JSON value has twice");
            }
            values.take(in);
        }
        addDefaultValue();
    }

    /** The values of a path that no row before this one had. */
    private RowBinary begun(String path) {
        reserve(BYTES_PER_PATH);
        RowBinary[] made = new RowBinary[1];
        budget().within(depth + 1, () -> made[0] = new DynamicRowBinary(codecs, budget()));
        for (int row = 0; row < rows(); row++) {
            made[0].addDefault();
        }
        return made[0];
    }

    @Override
    void addDefaultValue() {
        typed.values().forEach(this::fill);
        dynamic.values().forEach(this::fill);
    }

    private void fill(RowBinary values) {
        if (values.rows() == rows()) {
            values.addDefault();
        }
    }

    @Override
    void writePrefix(ByteBuf out) {
        out.writeLongLE(DynamicLayout.FLAT.jsonVersion());
        WireOutput.writeVarUInt(out, dynamic.size());
        dynamic.keySet().forEach(path -> WireOutput.writeString(out, path));
        typed.values().forEach(values -> values.writePrefix(out));
        dynamic.values().forEach(values -> values.writePrefix(out));
    }

    @Override
    void write(ByteBuf out) {
        typed.values().forEach(values -> values.write(out));
        dynamic.values().forEach(values -> values.write(out));
    }
}
