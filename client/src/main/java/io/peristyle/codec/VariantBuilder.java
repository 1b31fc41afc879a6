package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects values of several types. A value goes to the first type that reads back as its class, else to the first that
 * takes it.
 */
final class VariantBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final List<ColumnBuilder> builders = new ArrayList<>();
    private final List<Class<?>> classes = new ArrayList<>();
    private final GrowingInts members = new GrowingInts(0);

    VariantBuilder(ClickHouseType type, List<ElementCodec> codecs) {
        this.type = type;
        for (ElementCodec codec : codecs) {
            builders.add(codec.builder(0));
            classes.add(classOf(codec));
        }
    }

    /** The class of the Java values that the type maps to. */
    private static Class<?> classOf(ElementCodec codec) {
        ColumnBuilder one = codec.builder(1);
        one.appendDefault();
        Object value = one.build().value(0);
        return value == null ? Object.class : value.getClass();
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null) {
            members.add(VariantColumn.NULL);
            return;
        }
        for (int i = 0; i < builders.size(); i++) {
            if (classes.get(i) == value.getClass() && takes(i, value)) {
                return;
            }
        }
        for (int i = 0; i < builders.size(); i++) {
            if (classes.get(i) != value.getClass() && takes(i, value)) {
                return;
            }
        }
        throw new IllegalArgumentException(
                type + " has no type that takes this " + value.getClass().getTypeName());
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof VariantColumn same
                && !same.isNull(row)
                && same.type().plain().equals(type.plain())) {
            int member = same.members()[row];
            builders.get(member).appendFrom(same.columns().get(member), same.position(row));
            members.add(member);
        } else {
            append(column.value(row));
        }
    }

    private boolean takes(int member, Object value) {
        try {
            builders.get(member).append(value);
        } catch (IllegalArgumentException refused) {
            return false;
        }
        members.add(member);
        return true;
    }

    @Override
    public void appendDefault() {
        members.add(VariantColumn.NULL);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public long bytes() {
        return members.size()
                + builders.stream().mapToLong(ColumnBuilder::bytes).sum();
    }

    @Override
    public Column build() {
        return new VariantColumn(
                type,
                shorts(members.take()),
                builders.stream().map(ColumnBuilder::build).toList());
    }

    static short[] shorts(int[] values) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            shorts[i] = (short) values[i];
        }
        return shorts;
    }
}
