package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.OpaqueType;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code Object('json')}, as ClickHouse 22.6 to 25.10 send it: a tuple with an element for each key, whose type comes with
 * the data. It is read as {@code JSON} with a type for each path.
 *
 * <pre>
 * 00 | 17 'Tuple(a Int8, b String)' | 01 | 01 'x'      {"a": 1, "b": "x"}
 * </pre>
 */
final class ObjectCodec implements CompositeCodec<JsonColumn> {
    private static final ClickHouseType DYNAMIC = new DynamicType(null);
    private static final JsonType INNER = new JsonType(null, null, List.of(), List.of(), List.of());

    private final OpaqueType type;
    private final CodecRegistry codecs;

    ObjectCodec(OpaqueType type, CodecRegistry codecs) {
        this.type = type;
        this.codecs = codecs;
    }

    @Override
    public OpaqueType type() {
        return type;
    }

    @Override
    public ColumnPrefix<JsonColumn> prefix(ReadBudget budget) {
        return new ObjectPrefix(this, codecs, budget);
    }

    /** The objects that {@code tuple} has an element of for each key. */
    JsonColumn column(TupleColumn tuple) {
        return object(type, tuple);
    }

    private static JsonColumn object(ClickHouseType type, TupleColumn tuple) {
        List<JsonColumn.Path> paths = new ArrayList<>();
        addPaths("", tuple, paths);
        return new JsonColumn(type, paths, List.of(), SharedPaths.none(tuple.size(), DYNAMIC), JsonMapping.INSTANCE);
    }

    private static void addPaths(String before, TupleColumn tuple, List<JsonColumn.Path> paths) {
        List<TupleType.Element> elements = ((TupleType) tuple.type().plain()).elements();
        for (int i = 0; i < elements.size(); i++) {
            String name = elements.get(i).name();
            String path = before + (name == null ? String.valueOf(i + 1) : name);
            Column values = tuple.elements().get(i);
            if (values instanceof TupleColumn inner) {
                addPaths(path + ".", inner, paths);
            } else {
                paths.add(new JsonColumn.Path(path, withObjects(values)));
            }
        }
    }

    /** The same with objects in place of tuples inside of arrays. */
    private static Column withObjects(Column values) {
        if (values instanceof ArrayColumn arrays) {
            Column elements = arrays.elements();
            Column objects = elements instanceof TupleColumn tuple ? object(INNER, tuple) : withObjects(elements);
            if (objects != elements) {
                int[] ends = IntStream.range(0, arrays.size()).map(arrays::end).toArray();
                return new ArrayColumn(new ArrayType(objects.type()), ends, objects, ArrayMapping.INSTANCE);
            }
        }
        return values;
    }

    @Override
    public void writePrefix(ByteBuf out, JsonColumn column) {
        throw notWritten();
    }

    @Override
    public void write(ByteBuf out, JsonColumn column, int from, int to) {
        throw notWritten();
    }

    private UnsupportedTypeException notWritten() {
        return new UnsupportedTypeException(
                "the client reads " + type + " but does not write it; insert the JSON as text with FORMAT JSONEachRow",
                FailureContext.NOTHING_SENT,
                null);
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new ColumnBuilder() {
            @Override
            public void append(@Nullable Object value) {
                throw notWritten();
            }

            @Override
            public void appendDefault() {
                throw notWritten();
            }

            @Override
            public int size() {
                return 0;
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            public Column build() {
                return new JsonColumn(type, List.of(), List.of(), SharedPaths.none(0, DYNAMIC), JsonMapping.INSTANCE);
            }
        };
    }
}
