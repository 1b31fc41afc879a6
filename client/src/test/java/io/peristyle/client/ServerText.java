package io.peristyle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.type.MapType;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Java values of columns as a server prints them in {@code FORMAT TabSeparated}, each byte as a character: made from
 * what the accessors of columns give, to be held against what the server says.
 */
final class ServerText {
    private final LeafText leaves;

    ServerText(ServerVersion version) {
        leaves = new LeafText(version);
    }

    /** Where a value stands, which says what quotes and escapes it has. */
    enum Place {
        CELL("\\N"),
        INSIDE("NULL"),
        JSON("null");

        final String ofNull;

        Place(String ofNull) {
            this.ofNull = ofNull;
        }

        Place inside() {
            return this == JSON ? JSON : INSIDE;
        }
    }

    /** The line of {@code row} in a result of {@code columns}, without its end. */
    String line(List<Column> columns, int row) {
        return columns.stream().map(column -> text(column, row, Place.CELL)).collect(Collectors.joining("\t"));
    }

    String text(Column column, int row, Place place) {
        if (column.isNull(row)) {
            return place.ofNull;
        } else if (column instanceof NullableColumn nullable) {
            return text(nullable.values(), row, place);
        } else if (column instanceof DictionaryColumn low) {
            return text(low.dictionary(), low.indices()[row], place);
        } else if (column instanceof VariantColumn variants) {
            return text(variants.columns().get(variants.members()[row]), variants.position(row), place);
        } else if (column instanceof JsonColumn objects) {
            return LeafText.string(object(objects, row), place == Place.JSON ? null : place);
        } else if (column instanceof ArrayColumn array) {
            return array.type().plain() instanceof MapType ? map(array, row, place) : array(array, row, place);
        } else if (column instanceof TupleColumn tuple) {
            return tuple(tuple, row, place);
        }
        return leaves.text(column, row, place);
    }

    private String array(ArrayColumn column, int row, Place place) {
        return list(column, row, "[", "]", i -> text(column.elements(), i, place.inside()));
    }

    private String map(ArrayColumn column, int row, Place place) {
        List<Column> pair = ((TupleColumn) column.elements()).elements();
        return list(
                column,
                row,
                "{",
                "}",
                i -> name(text(pair.get(0), i, place.inside()), place) + ":" + text(pair.get(1), i, place.inside()));
    }

    private static String name(String text, Place place) {
        return place == Place.JSON && !text.startsWith("\"") ? '"' + text + '"' : text;
    }

    private static String list(ArrayColumn column, int row, String start, String end, IntFunction<String> text) {
        return IntStream.range(column.start(row), column.end(row))
                .mapToObj(text)
                .collect(Collectors.joining(",", start, end));
    }

    private String tuple(TupleColumn column, int row, Place place) {
        List<String> texts = new ArrayList<>();
        boolean named = false;
        for (int i = 0; i < column.elements().size(); i++) {
            String name = ((TupleType) column.type().plain()).elements().get(i).name();
            String text = text(column.elements().get(i), row, place.inside());
            named |= name != null;
            texts.add(place == Place.JSON && name != null ? member(name) + text : text);
        }
        String joined = String.join(",", texts);
        return place != Place.JSON ? "(" + joined + ")" : named ? "{" + joined + "}" : "[" + joined + "]";
    }

    private static String member(String name) {
        return LeafText.string(new String(name.getBytes(UTF_8), ISO_8859_1), Place.JSON) + ":";
    }

    private record Path(String name, String value) {
        byte[] bytes() {
            return name.getBytes(UTF_8);
        }
    }

    private String object(JsonColumn column, int row) {
        List<Path> paths = new ArrayList<>();
        column.typed().forEach(path -> paths.add(new Path(path.name(), text(path.values(), row, Place.JSON))));
        for (JsonColumn.Path path : column.dynamic()) {
            if (!path.values().isNull(row)) {
                paths.add(new Path(path.name(), text(path.values(), row, Place.JSON)));
            }
        }
        List<Column> shared = ((TupleColumn) column.shared().elements()).elements();
        for (int i = column.shared().start(row); i < column.shared().end(row); i++) {
            if (!shared.get(1).isNull(i)) {
                paths.add(new Path(shared.get(0).stringValue(i), text(shared.get(1), i, Place.JSON)));
            }
        }
        paths.sort(Comparator.comparing(Path::bytes, Arrays::compareUnsigned));
        return object(paths);
    }

    /** Paths that begin alike, one behind the other, go into one object. */
    private static String object(List<Path> paths) {
        StringBuilder text = new StringBuilder("{");
        List<String> open = List.of();
        for (Path path : paths) {
            List<String> keys = List.of(path.name().split("\\.", -1));
            int kept = 0;
            while (kept < Math.min(open.size(), keys.size() - 1)
                    && open.get(kept).equals(keys.get(kept))) {
                kept++;
            }
            text.append("}".repeat(open.size() - kept));
            text.append(text.length() > 1 ? "," : "");
            for (int i = kept; i < keys.size(); i++) {
                text.append(member(keys.get(i))).append(i < keys.size() - 1 ? "{" : path.value());
            }
            open = keys.subList(0, keys.size() - 1);
        }
        return text + "}".repeat(open.size() + 1);
    }
}
