package io.peristyle.chaos.verdict;

import java.util.ArrayList;
import java.util.List;

/** Verdicts as a table for people. */
public final class VerdictTable {
    private VerdictTable() {}

    /** One line for the head, and one for each verdict. */
    public static List<String> of(List<Verdict> verdicts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("test", "figure", "measured", "bound", "verdict"));
        for (Verdict verdict : verdicts) {
            rows.add(List.of(
                    verdict.test(),
                    verdict.figure(),
                    verdict.measuredText(),
                    verdict.boundText(),
                    verdict.isKept() ? "ok" : "VIOLATION"));
        }
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
