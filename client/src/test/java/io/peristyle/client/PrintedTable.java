package io.peristyle.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Rows as {@code FORMAT TabSeparated} has them, each byte as a character.
 *
 * @param names the columns
 * @param rows a text for each column
 */
record PrintedTable(List<String> names, List<String[]> rows) {
    /** From what {@code FORMAT TabSeparatedWithNames} printed. */
    static PrintedTable of(String text) {
        List<String[]> lines = text.lines().map(line -> line.split("\t", -1)).toList();
        return lines.isEmpty()
                ? new PrintedTable(List.of(), List.of())
                : new PrintedTable(List.of(lines.get(0)), lines.subList(1, lines.size()));
    }

    /** All rows without some columns, in the order of their texts. */
    List<String> lines(Set<String> without) {
        int[] kept = java.util.stream.IntStream.range(0, names.size())
                .filter(i -> !without.contains(names.get(i)))
                .toArray();
        List<String> lines = new ArrayList<>(rows.size());
        for (String[] row : rows) {
            lines.add(
                    String.join("\t", Arrays.stream(kept).mapToObj(i -> row[i]).toList()));
        }
        lines.sort(null);
        return lines;
    }

    /** The columns that are not the same in {@code other}, as far as one can tell without the order of rows. */
    List<String> different(PrintedTable other) {
        return names.stream()
                .filter(name -> !column(name).equals(other.column(name)))
                .toList();
    }

    private List<String> column(String name) {
        int at = names.indexOf(name);
        return at < 0 ? List.of() : rows.stream().map(row -> row[at]).sorted().toList();
    }
}
