package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects values of several types. A value goes to the first type that reads back as its class, else to the first that
 * takes it.
 */
final class VariantBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final List<ColumnBuilder> builders = new ArrayList<>();
    private final List<ElementCodec> codecs;

    /** Made with the first value. */
    private List<Class<?>> classes = List.of();

    private final GrowingInts members = new GrowingInts(0);

    VariantBuilder(ClickHouseType type, List<ElementCodec> codecs) {
        this.type = type;
        this.codecs = codecs;
        codecs.forEach(codec -> builders.add(codec.builder(0)));
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
        choose(value.getClass(), builder -> builder.append(value));
    }

    /** Has {@code appender} tried with the types of that class first, then with the others. */
    private void choose(Class<?> valueClass, Consumer<ColumnBuilder> appender) {
        if (classes.isEmpty()) {
            classes = codecs.stream().<Class<?>>map(VariantBuilder::classOf).toList();
        }
        for (boolean same : new boolean[] {true, false}) {
            for (int i = 0; i < builders.size(); i++) {
                if ((classes.get(i) == valueClass) == same && takes(i, appender)) {
                    return;
                }
            }
        }
        throw new IllegalArgumentException(type + " has no type that takes this " + valueClass.getTypeName());
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column.isNull(row)) {
            append(null);
        } else if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof NullableColumn nullable) {
            appendFrom(nullable.values(), row);
        } else if (column instanceof VariantColumn variants) {
            int member = variants.members()[row];
            Column values = variants.columns().get(member);
            if (!variants.type().plain().equals(type.plain())) {
                appendFrom(values, variants.position(row));
            } else {
                builders.get(member).appendFrom(values, variants.position(row));
                members.add(member);
            }
        } else {
            appendFromOne(column, row);
        }
    }

    private void appendFromOne(Column column, int row) {
        for (int i = 0; i < builders.size(); i++) {
            if (codecs.get(i).type().plain().equals(column.type().plain())) {
                builders.get(i).appendFrom(column, row);
                members.add(i);
                return;
            }
        }
        choose(Objects.requireNonNull(column.value(row)).getClass(), builder -> builder.appendFrom(column, row));
    }

    private boolean takes(int member, Consumer<ColumnBuilder> appender) {
        try {
            appender.accept(builders.get(member));
        } catch (IllegalArgumentException | DataException refused) {
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
