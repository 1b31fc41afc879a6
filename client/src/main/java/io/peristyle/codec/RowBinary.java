package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import io.peristyle.wire.WireOutput;
import java.util.List;

/**
 * Turns values of one type from the form of RowBinary, value by value, into that of Native, column by column. Every byte
 * that it keeps was taken out of the budget before.
 */
abstract class RowBinary {
    private final ReadBudget budget;
    private int rows;

    RowBinary(ReadBudget budget) {
        this.budget = budget;
    }

    /** What turns values of {@code type}. */
    static RowBinary of(ClickHouseType type, CodecRegistry codecs, ReadBudget budget) {
        ClickHouseType plain = type.plain();
        if (plain instanceof NullableType nullable) {
            return new NullableRowBinary(of(nullable.inner(), codecs, budget), budget);
        } else if (plain instanceof ArrayType array) {
            return new ArrayRowBinary(List.of(of(array.element(), codecs, budget)), budget);
        } else if (plain instanceof MapType map) {
            return new ArrayRowBinary(List.of(of(map.key(), codecs, budget), of(map.value(), codecs, budget)), budget);
        } else if (plain instanceof TupleType tuple) {
            List<RowBinary> elements = tuple.elements().stream()
                    .map(element -> of(element.type(), codecs, budget))
                    .toList();
            return new TupleRowBinary(elements, budget);
        } else if (plain instanceof LowCardinalityType low) {
            boolean nullable = low.inner() instanceof NullableType;
            ClickHouseType inner = low.inner() instanceof NullableType marked ? marked.inner() : low.inner();
            return new DictionaryRowBinary(of(inner, codecs, budget), nullable, budget);
        } else if (plain instanceof VariantType variant) {
            List<RowBinary> members = variant.members().stream()
                    .map(member -> of(member, codecs, budget))
                    .toList();
            return new VariantRowBinary(members, budget);
        } else if (plain instanceof DynamicType) {
            return new DynamicRowBinary(codecs, budget);
        } else if (plain instanceof JsonType json) {
            return new JsonRowBinary(json, codecs, budget);
        } else if (codecs.codec(plain) instanceof QBitCodec vectors) {
            return new QBitRowBinary(vectors, budget);
        }
        int width = codecs.codec(plain).bytesPerRow();
        if (width > 0) {
            return new FixedRowBinary(width, budget);
        } else if (plain.name().equals("String")) {
            return new StringRowBinary(budget);
        }
        throw new UnsupportedTypeException(
                "the client does not read a " + plain + " that brings its type along",
                FailureContext.NOTHING_SENT,
                null);
    }

    /** Values so far. */
    final int rows() {
        return rows;
    }

    /** Takes one value. */
    final void take(ByteBuf in) {
        takeValue(in);
        rows++;
    }

    /** Adds the default value. */
    final void addDefault() {
        addDefaultValue();
        rows++;
    }

    /** {@code count} bytes are about to be kept. */
    final void reserve(long count) {
        budget.reserve(count);
    }

    final ReadBudget budget() {
        return budget;
    }

    abstract void takeValue(ByteBuf in);

    abstract void addDefaultValue();

    /** Writes the prefix of the values so far. */
    abstract void writePrefix(ByteBuf out);

    /** Writes the values so far. */
    abstract void write(ByteBuf out);

    /** The values as a column. */
    final Column column(ColumnCodec<?> codec, ReadBudget of) {
        ByteBuf bytes = Unpooled.buffer();
        writePrefix(bytes);
        write(bytes);
        ColumnPrefix<? extends Column> prefix = codec.prefix(of);
        if (prefix.read(bytes)) {
            ColumnReader<? extends Column> reader = prefix.reader(rows);
            if (reader.readData(bytes) && !bytes.isReadable()) {
                return reader.column();
            }
        }
        throw new MalformedDataException("values of type " + codec.type() + " that do not make a column");
    }

    /** A number of elements of a value, each of which takes a byte at least. */
    static int count(ByteBuf in) {
        return WireInput.readSize(in, in.readableBytes(), "the number of elements of a value");
    }

    /** Values of one number of bytes. */
    private static final class FixedRowBinary extends RowBinary {
        private final int width;
        private final ByteBuf values = Unpooled.buffer();

        FixedRowBinary(int width, ReadBudget budget) {
            super(budget);
            this.width = width;
        }

        @Override
        void takeValue(ByteBuf in) {
            reserve(width);
            values.writeBytes(in, width);
        }

        @Override
        void addDefaultValue() {
            reserve(width);
            values.writeZero(width);
        }

        @Override
        void writePrefix(ByteBuf out) {}

        @Override
        void write(ByteBuf out) {
            out.writeBytes(values);
        }
    }

    private static final class StringRowBinary extends RowBinary {
        private final ByteBuf values = Unpooled.buffer();

        StringRowBinary(ReadBudget budget) {
            super(budget);
        }

        @Override
        void takeValue(ByteBuf in) {
            int length = WireInput.readSize(in, in.readableBytes(), "a string");
            reserve(length + Integer.BYTES);
            WireOutput.writeVarUInt(values, length);
            values.writeBytes(in, length);
        }

        @Override
        void addDefaultValue() {
            reserve(1);
            values.writeByte(0);
        }

        @Override
        void writePrefix(ByteBuf out) {}

        @Override
        void write(ByteBuf out) {
            out.writeBytes(values);
        }
    }

    private static final class NullableRowBinary extends RowBinary {
        private final RowBinary inner;
        private final ByteBuf marks = Unpooled.buffer();

        NullableRowBinary(RowBinary inner, ReadBudget budget) {
            super(budget);
            this.inner = inner;
        }

        @Override
        void takeValue(ByteBuf in) {
            if (WireInput.readByte(in) != 0) {
                addDefaultValue();
            } else {
                reserve(1);
                marks.writeByte(0);
                inner.take(in);
            }
        }

        @Override
        void addDefaultValue() {
            reserve(1);
            marks.writeByte(1);
            inner.addDefault();
        }

        @Override
        void writePrefix(ByteBuf out) {
            inner.writePrefix(out);
        }

        @Override
        void write(ByteBuf out) {
            out.writeBytes(marks);
            inner.write(out);
        }
    }

    /** Arrays, and maps, whose elements are keys and values. */
    private static final class ArrayRowBinary extends RowBinary {
        private final List<RowBinary> elements;
        private final ByteBuf ends = Unpooled.buffer();

        ArrayRowBinary(List<RowBinary> elements, ReadBudget budget) {
            super(budget);
            this.elements = elements;
        }

        @Override
        void takeValue(ByteBuf in) {
            for (int left = count(in); left > 0; left--) {
                for (RowBinary element : elements) {
                    element.take(in);
                }
            }
            addDefaultValue();
        }

        @Override
        void addDefaultValue() {
            reserve(Long.BYTES);
            ends.writeLongLE(elements.get(0).rows());
        }

        @Override
        void writePrefix(ByteBuf out) {
            elements.forEach(element -> element.writePrefix(out));
        }

        @Override
        void write(ByteBuf out) {
            out.writeBytes(ends);
            elements.forEach(element -> element.write(out));
        }
    }

    private static final class TupleRowBinary extends RowBinary {
        private final List<RowBinary> elements;

        TupleRowBinary(List<RowBinary> elements, ReadBudget budget) {
            super(budget);
            this.elements = elements;
        }

        @Override
        void takeValue(ByteBuf in) {
            reserve(1);
            elements.forEach(element -> element.take(in));
        }

        @Override
        void addDefaultValue() {
            reserve(1);
            elements.forEach(RowBinary::addDefault);
        }

        @Override
        void writePrefix(ByteBuf out) {
            elements.forEach(element -> element.writePrefix(out));
        }

        @Override
        void write(ByteBuf out) {
            elements.forEach(element -> element.write(out));
            if (elements.isEmpty()) {
                out.writeZero(rows());
            }
        }
    }

    /** Dictionaries, as if every value were another one. */
    private static final class DictionaryRowBinary extends RowBinary {
        private static final int WORDS = 2;

        private final RowBinary entries;
        private final boolean nullable;
        private final ByteBuf indices = Unpooled.buffer();

        DictionaryRowBinary(RowBinary entries, boolean nullable, ReadBudget budget) {
            super(budget);
            this.entries = entries;
            this.nullable = nullable;
            entries.addDefault();
        }

        @Override
        void takeValue(ByteBuf in) {
            if (nullable && WireInput.readByte(in) != 0) {
                addDefaultValue();
            } else {
                reserve(Integer.BYTES);
                indices.writeIntLE(entries.rows());
                entries.take(in);
            }
        }

        @Override
        void addDefaultValue() {
            reserve(Integer.BYTES);
            indices.writeIntLE(0);
        }

        @Override
        void writePrefix(ByteBuf out) {
            out.writeLongLE(LowCardinalityPrefix.VERSION);
        }

        @Override
        void write(ByteBuf out) {
            if (rows() > 0) {
                out.writeLongLE(WORDS | LowCardinalityReader.OWN_DICTIONARY | LowCardinalityReader.UPDATE_DICTIONARY);
                out.writeLongLE(entries.rows());
                entries.write(out);
                out.writeLongLE(rows());
                out.writeBytes(indices);
            }
        }
    }

    private static final class VariantRowBinary extends RowBinary {
        private final List<RowBinary> members;
        private final ByteBuf discriminators = Unpooled.buffer();

        VariantRowBinary(List<RowBinary> members, ReadBudget budget) {
            super(budget);
            this.members = members;
        }

        @Override
        void takeValue(ByteBuf in) {
            int member = WireInput.readByte(in) & 0xff;
            if (member == VariantCodec.NULL) {
                addDefaultValue();
                return;
            }
            if (member >= members.size()) {
                throw new MalformedDataException(
                        "a value of type " + member + " of the " + members.size() + " of a Variant");
            }
            reserve(1);
            discriminators.writeByte(member);
            members.get(member).take(in);
        }

        @Override
        void addDefaultValue() {
            reserve(1);
            discriminators.writeByte(VariantCodec.NULL);
        }

        @Override
        void writePrefix(ByteBuf out) {
            out.writeLongLE(VariantPrefix.BASIC);
            members.forEach(member -> member.writePrefix(out));
        }

        @Override
        void write(ByteBuf out) {
            out.writeBytes(discriminators);
            members.forEach(member -> member.write(out));
        }
    }
}
