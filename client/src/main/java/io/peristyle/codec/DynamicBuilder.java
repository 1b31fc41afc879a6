package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects values of any types, each in a column of the type that its class suggests. */
final class DynamicBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final CodecRegistry codecs;
    private final Map<ClickHouseType, Integer> places = new HashMap<>();
    private final List<ColumnBuilder> builders = new ArrayList<>();
    private final GrowingInts members = new GrowingInts(0);

    DynamicBuilder(ClickHouseType type, CodecRegistry codecs) {
        this.type = type;
        this.codecs = codecs;
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null) {
            members.add(VariantColumn.NULL);
            return;
        }
        Nesting.check(value);
        append(JavaTypes.of(value), builder -> builder.append(value));
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof VariantColumn given && !given.isNull(row)) {
            Column values = given.columns().get(given.members()[row]);
            append(values.type(), builder -> builder.appendFrom(values, given.position(row)));
        } else if (column instanceof NullableColumn nullable && !nullable.isNull(row)) {
            appendFrom(nullable.values(), row);
        } else if (column instanceof ArrayColumn || column instanceof TupleColumn) {
            // As Java values, texts in them that are none would lose bytes.
            append(column.type().plain(), builder -> builder.appendFrom(column, row));
        } else {
            append(ExactText.of(column, row));
        }
    }

    private void append(ClickHouseType of, Consumer<ColumnBuilder> appender) {
        Integer place = places.get(of);
        if (place == null) {
            if (builders.size() == DynamicPrefix.MOST_HIDDEN_TYPES) {
                throw new IllegalArgumentException(
                        type + " takes at most " + DynamicPrefix.MOST_HIDDEN_TYPES + " types in a block");
            }
            ColumnBuilder builder = codecs.builder(of, 0);
            appender.accept(builder);
            place = builders.size();
            places.put(of, place);
            builders.add(builder);
        } else {
            appender.accept(builders.get(place));
        }
        members.add(place);
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
    public VariantColumn build() {
        VariantColumn column = new VariantColumn(
                type,
                VariantBuilder.shorts(members.take()),
                builders.stream().map(ColumnBuilder::build).toList());
        places.clear();
        builders.clear();
        return column;
    }
}
