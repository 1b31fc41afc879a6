package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.VariantColumn;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.ArrayList;
import java.util.List;

/** The layout of a {@code JSON} column, the paths with columns of their own, and the prefixes of the columns. */
final class JsonPrefix implements ColumnPrefix<Column> {
    private static final int MAXIMUM_PATH_BYTES = 1 << 20;
    private static final int BYTES_PER_PATH = 1024;

    private enum Stage {
        VERSION,
        MAXIMUM,
        COUNT,
        PATHS,
        COLUMNS,
        COMPLETE
    }

    private final JsonCodec codec;
    private final ReadBudget budget;
    private final int depth;
    private final WordReader version = new WordReader();
    private final VarUIntReader number = new VarUIntReader();
    private final TextReader path = new TextReader(MAXIMUM_PATH_BYTES, "a path of a JSON");
    private final List<String> paths = new ArrayList<>();
    private final List<ColumnPrefix<Column>> typed = new ArrayList<>();
    private final List<ColumnPrefix<VariantColumn>> dynamic = new ArrayList<>();
    private Stage stage = Stage.VERSION;
    private boolean isText;
    private DynamicLayout layout = DynamicLayout.FLAT;
    private long count;
    private int complete;

    JsonPrefix(JsonCodec codec, ReadBudget budget) {
        this.codec = codec;
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
            case VERSION -> version.read(in) ? afterVersion(version.value()) : stage;
            case MAXIMUM -> number.read(in) ? Stage.COUNT : stage;
            case COUNT -> number.read(in) ? afterCount(number.value()) : stage;
            case PATHS -> readPaths(in) ? afterPaths() : stage;
            case COLUMNS -> readColumns(in) ? Stage.COMPLETE : stage;
            case COMPLETE -> stage;
        };
    }

    private Stage afterVersion(long announced) {
        if (announced == JsonCodec.TEXT) {
            isText = true;
            return Stage.COMPLETE;
        }
        DynamicLayout known = DynamicLayout.ofJson(announced);
        if (known == null) {
            throw new MalformedDataException("layout " + announced + " of a JSON column; 0 to 3 are sent to clients");
        }
        layout = known;
        return layout == DynamicLayout.FIRST ? Stage.MAXIMUM : Stage.COUNT;
    }

    private Stage afterCount(long announced) {
        if (announced < 0 || announced > budget.limits().maximumBlockRows()) {
            throw new MalformedDataException(
                    Long.toUnsignedString(announced) + " paths of a JSON column, over the limit");
        }
        count = announced;
        return Stage.PATHS;
    }

    private boolean readPaths(ByteBuf in) {
        while (paths.size() < count) {
            if (!path.read(in)) {
                return false;
            }
            budget.reserve(BYTES_PER_PATH);
            paths.add(path.text());
        }
        return true;
    }

    private Stage afterPaths() {
        budget.within(depth + 1, () -> {
            codec.typed().forEach(column -> typed.add(column.prefix(budget)));
            paths.forEach(name -> dynamic.add(codec.dynamic().prefix(budget)));
        });
        return Stage.COLUMNS;
    }

    private boolean readColumns(ByteBuf in) {
        while (complete < typed.size() + dynamic.size()) {
            ColumnPrefix<?> next = complete < typed.size() ? typed.get(complete) : dynamic.get(complete - typed.size());
            if (!next.read(in)) {
                return false;
            }
            complete++;
        }
        return true;
    }

    @Override
    public ColumnReader<? extends Column> reader(int rows) {
        if (isText) {
            return codec.text().prefix(budget).reader(rows);
        }
        JsonReader reader = new JsonReader(codec, rows, budget);
        typed.forEach(prefix -> reader.addTyped(prefix.reader(rows)));
        for (int i = 0; i < dynamic.size(); i++) {
            reader.addDynamic(paths.get(i), dynamic.get(i).reader(rows));
        }
        if (layout != DynamicLayout.FLAT) {
            reader.addShared();
        }
        return reader;
    }
}
