package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.TupleType;
import io.peristyle.wire.WireOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code JSON}: a column for each path that the type names, a {@code Dynamic} column for each other path that has one, and
 * for the rest a list of paths and values for each row; or else the objects as text. The column says which layout it has.
 *
 * <pre>
 * 03 00×7 | 01 01 'a'              layout; one path, a; then the prefixes of the paths' columns
 * 03 00×7 | 01 05 'Int64' | 00 | 01 00×7      {"a": 1}
 * 01 00×7 | 07 '{"a":1}'           the same as text
 * </pre>
 */
final class JsonCodec implements CompositeCodec<Column> {
    static final long TEXT = 1;

    private final JsonType type;
    private final CodecRegistry codecs;
    private final DynamicCodec dynamic;
    private final StringCodec text;
    private final List<ElementCodec> typed = new ArrayList<>();

    JsonCodec(JsonType type, CodecRegistry codecs) {
        this.type = type;
        this.codecs = codecs;
        dynamic = new DynamicCodec(new DynamicType(type.maximumTypes()), codecs);
        text = new StringCodec(type);
        for (JsonType.Path path : type.paths()) {
            typed.add(ElementCodec.of(codecs.make(path.type())));
        }
    }

    @Override
    public JsonType type() {
        return type;
    }

    CodecRegistry codecs() {
        return codecs;
    }

    /** The codec of a path without a type. */
    DynamicCodec dynamic() {
        return dynamic;
    }

    /** The codec of the objects as text. */
    StringCodec text() {
        return text;
    }

    /** The codecs of the paths that the type names, in its order. */
    List<ElementCodec> typed() {
        return typed;
    }

    /** The codec of the paths and values without columns of their own, for each row a list. */
    ArrayCodec shared() {
        return new ArrayCodec(new ArrayType(pair()), sharedPair());
    }

    private TupleCodec sharedPair() {
        StringCodec string = new StringCodec(new ScalarType("String"));
        return new TupleCodec(pair(), List.of(string, string));
    }

    private static TupleType pair() {
        ClickHouseType string = new ScalarType("String");
        return new TupleType(List.of(new TupleType.Element(null, string), new TupleType.Element(null, string)));
    }

    /** The column of these parts; {@code values} are those of the elements of {@code shared}. */
    JsonColumn column(
            List<Column> typedColumns, List<JsonColumn.Path> paths, ArrayColumn shared, VariantColumn values) {
        List<JsonColumn.Path> named = new ArrayList<>(typedColumns.size());
        for (int i = 0; i < typedColumns.size(); i++) {
            named.add(new JsonColumn.Path(type.paths().get(i).name(), typedColumns.get(i)));
        }
        return new JsonColumn(type, named, paths, SharedPaths.of(shared, values, dynamic.type()), JsonMapping.INSTANCE);
    }

    @Override
    public ColumnPrefix<Column> prefix(ReadBudget budget) {
        return new JsonPrefix(this, budget);
    }

    @Override
    public void writePrefix(ByteBuf out, Column column) {
        if (column instanceof BytesColumn) {
            out.writeLongLE(TEXT);
            return;
        }
        JsonColumn objects = (JsonColumn) column;
        DynamicLayout layout = codecs.dynamicLayout();
        out.writeLongLE(layout.jsonVersion());
        List<JsonColumn.Path> paths = SharedPaths.all(objects);
        if (layout == DynamicLayout.FIRST) {
            WireOutput.writeVarUInt(out, paths.size());
        }
        WireOutput.writeVarUInt(out, paths.size());
        paths.forEach(path -> WireOutput.writeString(out, path.name()));
        for (int i = 0; i < typed.size(); i++) {
            typed.get(i).writePrefix(out, objects.typed().get(i).values());
        }
        paths.forEach(path -> dynamic.writePrefix(out, (VariantColumn) path.values()));
    }

    @Override
    public void write(ByteBuf out, Column column, int from, int to) {
        if (column instanceof BytesColumn strings) {
            text.write(out, strings, from, to);
            return;
        }
        JsonColumn objects = (JsonColumn) column;
        for (int i = 0; i < typed.size(); i++) {
            typed.get(i).write(out, objects.typed().get(i).values(), from, to);
        }
        for (JsonColumn.Path path : SharedPaths.all(objects)) {
            dynamic.write(out, (VariantColumn) path.values(), from, to);
        }
        if (codecs.dynamicLayout() != DynamicLayout.FLAT) {
            out.writeZero(Math.multiplyExact(to - from, Long.BYTES));
        }
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new JsonBuilder(this);
    }
}
