package io.peristyle.cli.input;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** How to make values of one column from its text, and how to say that this failed. */
final class Field {
    private final String name;
    private final ClickHouseType type;
    private final boolean hasDefault;
    private final boolean nullable;
    private final boolean composite;
    private final ValueParser parser;

    Field(TargetColumn column) {
        this(column.name(), column.type(), column.hasDefault());
    }

    /** A part of a column. */
    Field(String name, ClickHouseType type) {
        this(name, type, false);
    }

    private Field(String name, ClickHouseType type, boolean hasDefault) {
        this.name = name;
        this.type = type;
        this.hasDefault = hasDefault;
        this.nullable = ValueParsers.isNullable(type);
        this.composite = ValueParsers.isComposite(ValueParsers.bare(type));
        this.parser = ValueParsers.of(type);
    }

    /**
     * The value of {@code text}.
     *
     * @param text null for NULL
     * @param line where the text stands
     * @param column where in its line the text stands
     */
    @Nullable
    Object parse(byte @Nullable [] text, long line, long column) {
        if (text == null) {
            if (!nullable) {
                throw new InputException(line, column, "NULL for " + this + ", which takes none");
            }
            return null;
        }
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException(line, column, "a value for " + this + ": " + e.getMessage(), e);
        }
    }

    /** The value where a row has nothing at all, not even quotes. */
    @Nullable
    Object ofNothing(long line, long column) {
        if (hasDefault) {
            throw new InputException(
                    line,
                    column,
                    "nothing for " + this + ", and the server computes defaults for whole inserts; write a value,"
                            + " or quotes for an empty text");
        }
        return nullable ? null : parse(new byte[0], line, column);
    }

    /** Whether the text has quotes and escapes of its own inside. */
    boolean isComposite() {
        return composite;
    }

    @Override
    public String toString() {
        return "column " + name + " of type " + type;
    }
}
