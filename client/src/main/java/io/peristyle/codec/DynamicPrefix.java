package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.VariantColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.ArrayList;
import java.util.List;

/** The layout of a {@code Dynamic} column, the types that occur in it, and their prefixes. */
final class DynamicPrefix implements ColumnPrefix<VariantColumn> {
    /** The most types that a column with a hidden one has beside it. */
    static final int MOST_HIDDEN_TYPES = 254;

    private static final int MOST_TYPES = Short.MAX_VALUE;
    private static final int MAXIMUM_TEXT_BYTES = 1 << 20;
    private static final int BYTES_PER_TYPE = 1024;

    private enum Stage {
        VERSION,
        MAXIMUM,
        COUNT,
        NAMES,
        MODE,
        MEMBERS,
        COMPLETE
    }

    private final ClickHouseType type;
    private final CodecRegistry codecs;
    private final ReadBudget budget;
    private final int depth;
    private final WordReader word = new WordReader();
    private final VarUIntReader number = new VarUIntReader();
    private final TextReader name = new TextReader(MAXIMUM_TEXT_BYTES, "the name of a type");
    private final List<String> names = new ArrayList<>();
    private final List<ColumnPrefix<? extends Column>> members = new ArrayList<>();
    private DynamicLayout layout = DynamicLayout.FLAT;
    private Stage stage = Stage.VERSION;
    private int count;
    private int complete;

    DynamicPrefix(ClickHouseType type, CodecRegistry codecs, ReadBudget budget) {
        this.type = type;
        this.codecs = codecs;
        this.budget = budget;
        this.depth = budget.depth();
    }

    @Override
    public boolean read(ByteBuf in) {
        while (stage != Stage.COMPLETE) {
            Stage next = readStage(in);
            if (next == stage) {
                return false;
            }
            stage = next;
        }
        return true;
    }

    /** The stage after the one that was read; the same if bytes are missing. */
    private Stage readStage(ByteBuf in) {
        return switch (stage) {
            case VERSION -> word.read(in) ? afterVersion(word.value()) : stage;
            case MAXIMUM -> number.read(in) ? Stage.COUNT : stage;
            case COUNT -> number.read(in) ? afterCount(number.value()) : stage;
            case NAMES -> readNames(in) ? afterNames() : stage;
            case MODE -> word.read(in) ? afterMode(word.value()) : stage;
            case MEMBERS -> readMembers(in) ? Stage.COMPLETE : stage;
            case COMPLETE -> stage;
        };
    }

    private Stage afterVersion(long version) {
        DynamicLayout known = DynamicLayout.ofDynamic(version);
        if (known == null) {
            throw new MalformedDataException("layout " + version + " of a Dynamic column; 1 to 3 are sent to clients");
        }
        layout = known;
        return layout == DynamicLayout.FIRST ? Stage.MAXIMUM : Stage.COUNT;
    }

    private Stage afterCount(long types) {
        int most = layout == DynamicLayout.FLAT ? MOST_TYPES : MOST_HIDDEN_TYPES;
        if (types < 0 || types > most) {
            throw new MalformedDataException(
                    Long.toUnsignedString(types) + " types in a Dynamic column; the limit is " + most);
        }
        count = (int) types;
        return Stage.NAMES;
    }

    private boolean readNames(ByteBuf in) {
        while (names.size() < count) {
            if (!name.read(in)) {
                return false;
            }
            budget.reserve(BYTES_PER_TYPE);
            budget.reserve(name.text().length(), BlockColumnReader.MEMORY_PER_CHARACTER);
            names.add(name.text());
        }
        return true;
    }

    private Stage afterNames() {
        boolean flat = layout == DynamicLayout.FLAT;
        for (String text : flat ? names : DynamicOrder.withHidden(names)) {
            ColumnCodec<?> codec = !flat && text.equals(DynamicOrder.HIDDEN) ? codecs.codec("String") : resolve(text);
            budget.within(depth + TypeDepth.of(codec.type()), () -> members.add(codec.prefix(budget)));
        }
        return layout == DynamicLayout.FLAT ? Stage.MEMBERS : Stage.MODE;
    }

    private ColumnCodec<?> resolve(String text) {
        try {
            return codecs.codec(text);
        } catch (DataException e) {
            throw new MalformedDataException(String.valueOf(e.getMessage()), e);
        }
    }

    private Stage afterMode(long mode) {
        if (mode != VariantPrefix.BASIC) {
            throw new MalformedDataException("mode " + mode + " of the discriminators of a Dynamic");
        }
        return Stage.MEMBERS;
    }

    private boolean readMembers(ByteBuf in) {
        while (complete < members.size()) {
            if (!members.get(complete).read(in)) {
                return false;
            }
            complete++;
        }
        return true;
    }

    @Override
    public ColumnReader<VariantColumn> reader(int rows) {
        if (layout == DynamicLayout.FLAT) {
            int width = count <= 0xff ? Byte.BYTES : Short.BYTES;
            return new VariantReader(new VariantLayout(type, members, width, count, budget), rows);
        }
        VariantLayout all = new VariantLayout(type, members, Byte.BYTES, VariantCodec.NULL, budget);
        return new SharedVariantReader(
                new VariantReader(all, rows), DynamicOrder.hiddenPlace(DynamicOrder.withHidden(names)), codecs, budget);
    }
}
