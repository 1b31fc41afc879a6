package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.error.DataException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the column at one place of each block of a connection. Name and type are mostly those of the block before, and
 * then cost a comparison.
 */
final class BlockColumnReader {
    private static final int MAXIMUM_TEXT_BYTES = 1 << 20;
    /** What codecs and readers of a type take at most for each character of its text, about. */
    static final int MEMORY_PER_CHARACTER = 64;

    private enum Stage {
        NAME,
        TYPE,
        HAS_KINDS,
        KINDS,
        PREFIX,
        DATA,
        SKIPPED,
        COMPLETE
    }

    private final CodecRegistry codecs;
    private final boolean kindsPossible;
    private final TextReader name = new TextReader(MAXIMUM_TEXT_BYTES, "a column name");
    private final TextReader type = new TextReader(MAXIMUM_TEXT_BYTES, "the text of a type");
    private final @Nullable ValueSkipper skipper;
    private @Nullable String codecText;
    private @Nullable ElementCodec codec;

    /** A column of this type without rows; null until needed. */
    private @Nullable Column empty;

    private @Nullable KindStackReader kinds;
    private @Nullable ColumnPrefix<? extends Column> prefix;
    /** The prefix of the codec's ordinary layout if it is none, for all blocks that have the budget. */
    private @Nullable NoPrefix<? extends Column> ordinary;

    private @Nullable ColumnReader<? extends Column> data;
    private Stage stage = Stage.NAME;
    private int rows;
    private ReadBudget budget;

    /**
     * @param kindsPossible whether headers have the byte that announces a record of the layout
     * @param skipper of values that are not wanted; null if they are
     */
    BlockColumnReader(CodecRegistry codecs, boolean kindsPossible, @Nullable ValueSkipper skipper) {
        this.codecs = codecs;
        this.kindsPossible = kindsPossible;
        this.skipper = skipper;
        budget = new ReadBudget(ReadLimits.DEFAULT);
    }

    /** Begins the column of a block of {@code rows} rows. */
    void begin(int rowsOfBlock, ReadBudget budgetOfBlock) {
        rows = rowsOfBlock;
        if (budget != budgetOfBlock) {
            budget = budgetOfBlock;
            ordinary = null;
        }
        kinds = null;
        prefix = null;
        data = null;
        stage = Stage.NAME;
    }

    /** Reads on; true when the column is complete. */
    boolean read(ByteBuf in) {
        try {
            while (stage != Stage.COMPLETE) {
                Stage next = readStage(in);
                if (next == stage) {
                    return false;
                }
                stage = next;
            }
            return true;
        } catch (UnsupportedTypeException e) {
            throw new UnsupportedTypeException("column " + name.text() + ": " + e.getMessage(), e.context(), e);
        } catch (MalformedDataException e) {
            throw new MalformedDataException("column " + name.text() + ": " + e.getMessage(), e);
        }
    }

    /** The stage after the one that was read; the same if bytes are missing. */
    private Stage readStage(ByteBuf in) {
        return switch (stage) {
            case NAME -> name.read(in) ? Stage.TYPE : stage;
            case TYPE -> type.read(in) ? afterType() : stage;
            case HAS_KINDS -> in.isReadable() ? afterFlag(in.readByte() != 0) : stage;
            case KINDS -> kinds != null && kinds.read(in) ? beforeData(kinds.stack()) : stage;
            case PREFIX -> prefix != null && prefix.read(in) ? afterPrefix(prefix) : stage;
            case DATA -> data != null && data.readData(in) ? Stage.COMPLETE : stage;
            case SKIPPED -> skipper != null && skipper.skip(in) ? Stage.COMPLETE : stage;
            case COMPLETE -> stage;
        };
    }

    /** Lets go of the values, which whoever took the column has now. */
    void forget() {
        kinds = null;
        prefix = null;
        data = null;
    }

    private Stage afterType() {
        budget.reserve(type.text().length(), MEMORY_PER_CHARACTER);
        if (codec == null || !type.text().equals(codecText)) {
            codec = ElementCodec.of(resolve(type.text()));
            codecText = type.text();
            empty = null;
            ordinary = null;
        }
        return kindsPossible ? Stage.HAS_KINDS : beforeData(KindStack.DEFAULT);
    }

    private ColumnCodec<?> resolve(String text) {
        try {
            return codecs.codec(text);
        } catch (DataException e) {
            throw new MalformedDataException(String.valueOf(e.getMessage()), e);
        }
    }

    private Stage afterFlag(boolean hasKinds) {
        if (!hasKinds) {
            return beforeData(KindStack.DEFAULT);
        }
        kinds = new KindStackReader(codec());
        return Stage.KINDS;
    }

    private Stage beforeData(KindStack stack) {
        if (rows == 0) {
            return Stage.COMPLETE;
        }
        if (skipper != null
                && stack.equals(KindStack.DEFAULT)
                && skipper.begin(codec().codec(), rows, budget.limits())) {
            return Stage.SKIPPED;
        }
        if (ordinary != null && stack.equals(KindStack.DEFAULT)) {
            return afterPrefix(ordinary);
        }
        prefix = stack.prefix(codec(), budget);
        if (prefix instanceof NoPrefix<? extends Column> none && stack.equals(KindStack.DEFAULT)) {
            ordinary = none;
        }
        return Stage.PREFIX;
    }

    private Stage afterPrefix(ColumnPrefix<? extends Column> complete) {
        data = complete.reader(rows);
        return Stage.DATA;
    }

    private ElementCodec codec() {
        if (codec == null) {
            throw new IllegalStateException("the type was not read yet");
        }
        return codec;
    }

    /** The name of the column, once complete. */
    String name() {
        return name.text();
    }

    /** The column, once complete. */
    Column column() {
        return data == null ? empty() : data.column();
    }

    private Column empty() {
        if (empty == null) {
            empty = codec().builder(0).build();
        }
        return empty;
    }
}
