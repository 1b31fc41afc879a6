package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.RandomColumns;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of random types and values, the same one for the same seed.
 *
 * @param columns the first one, {@code n}, numbers the rows
 */
record RandomTable(long seed, ServerVersion version, List<String> names, List<Column> columns) {
    private static final int DEPTH = 5;
    private static final int MOST_COLUMNS = 50;
    private static final int[] ROWS = {1, 3, 40, 200};
    private static final int LARGE = 70_000;
    /** What has no text, or none that servers always read. */
    private static final Pattern UNREAD = Pattern.compile("Geometry|Interval|Variant");
    /** What servers do not read in JSON. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{19}");
    /** What servers do not always read in a Dynamic. */
    private static final Pattern BACKSLASH = Pattern.compile("\\\\");
    /** What 18.16 does not read in {@code Nullable}. */
    private static final Pattern LEGACY_NAN = Pattern.compile("nan");
    /** What leaves to its reader which type a text is of. */
    private static final Pattern OPEN = Pattern.compile("Dynamic|Geometry|Interval|JSON|Variant");
    /** What 18.16 prints exactly and does not read so. */
    private static final Pattern ROUNDED = Pattern.compile("Float");
    /** Bytes that are no text, and maps with a key twice. */
    private static final Pattern MORE_THAN_JAVA_VALUES = Pattern.compile("FixedString|Map");

    static RandomTable of(long seed, ServerVersion version, CodecRegistry codecs) {
        Random random = new Random(seed);
        RandomColumns source = version == ServerVersion.LEGACY ? RandomColumns.legacy(seed) : new RandomColumns(seed);
        boolean large = random.nextInt(100) == 0;
        int rows = large ? LARGE : ROWS[random.nextInt(ROWS.length)];
        int count = large ? 1 : 1 + random.nextInt(random.nextInt(4) == 0 ? MOST_COLUMNS : 5);
        List<Column> columns = new ArrayList<>();
        int[] numbers = IntStream.range(0, rows).toArray();
        Column first = codecs.wrap(ClickHouseType.parse("Int32"), numbers);
        assertThat(first).isNotNull();
        columns.add(first);
        List<String> names = new ArrayList<>(List.of("n"));
        for (int i = 1; i <= count; i++) {
            names.add("c" + i);
            columns.add(source.column(codecs, source.type(large ? 1 : random.nextInt(DEPTH + 1)), rows));
        }
        return new RandomTable(seed, version, names, columns);
    }

    int rows() {
        return columns.get(0).size();
    }

    /** Values besides the numbers of rows. */
    long values() {
        return (long) rows() * (columns.size() - 1);
    }

    String structure() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> names.get(i) + " " + columns.get(i).type())
                .collect(Collectors.joining(", "));
    }

    String selected() {
        return String.join(", ", names);
    }

    @Override
    public String toString() {
        return "the table " + structure() + " of seed " + seed;
    }

    /** What a failure names a column with. */
    String at(int column) {
        return "column " + names.get(column) + " " + columns.get(column).type() + " of the table of seed " + seed;
    }

    /** The columns whose text, which is this, servers read. */
    RandomTable literal(String printed) {
        List<String[]> lines = printed.lines().map(line -> line.split("\t", -1)).toList();
        return with(i -> {
            String type = columns.get(i).type().toString();
            Pattern unread = unread(type);
            return !UNREAD.matcher(type).find()
                    && (unread == null
                            || lines.stream()
                                    .noneMatch(line -> unread.matcher(line[i]).find()));
        });
    }

    private @Nullable Pattern unread(String type) {
        if (version == ServerVersion.LEGACY) {
            return type.contains("Nullable(Float") ? LEGACY_NAN : null;
        }
        return type.contains("JSON") ? LONG_NUMBER : type.contains("Dynamic") ? BACKSLASH : null;
    }

    /** The columns whose text is the same value again to the server. */
    RandomTable closed() {
        return version == ServerVersion.LEGACY ? without(ROUNDED) : without(OPEN);
    }

    /** The columns whose Java values say all there is in them. */
    RandomTable ofJavaValues() {
        return without(OPEN).without(MORE_THAN_JAVA_VALUES);
    }

    private RandomTable without(Pattern types) {
        return with(i -> !types.matcher(columns.get(i).type().toString()).find());
    }

    private RandomTable with(IntPredicate which) {
        List<Integer> kept =
                IntStream.range(0, columns.size()).filter(which).boxed().toList();
        return new RandomTable(
                seed,
                version,
                kept.stream().map(names::get).toList(),
                kept.stream().map(columns::get).toList());
    }

    /** The rows in blocks of {@code size}. */
    List<Block> blocks(int size) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < rows(); from += Math.min(size, rows())) {
            int[] some = IntStream.range(from, (int) Math.min(rows(), (long) from + size))
                    .toArray();
            blocks.add(new Block(
                    some.length,
                    names,
                    some.length == rows()
                            ? columns
                            : columns.stream()
                                    .map(column -> column.gather(some))
                                    .toList()));
        }
        return blocks;
    }

    /** The rows as Java values. */
    List<List<@Nullable Object>> javaValues() {
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int row = 0; row < rows(); row++) {
            @Nullable Object[] line = new @Nullable Object[columns.size()];
            for (int i = 0; i < line.length; i++) {
                line[i] = columns.get(i).value(row);
            }
            values.add(Arrays.asList(line));
        }
        return values;
    }
}
