package io.peristyle.benchmarks.contender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row of the inserts: UInt64, String of 12 bytes, DateTime, Float64. */
public record Measurement(long id, String name, Instant ts, double score) {
    private static final long EPOCH = 1_700_000_000;

    /** The row of this number. */
    public static Measurement of(long id) {
        String name = String.format(Locale.ROOT, "name_%07d", (id & 1023) * 9767);
        return new Measurement(id, name, Instant.ofEpochSecond(EPOCH + id / 100), id / 4.0);
    }

    /** What has a server make the rows from 0 to {@code count}. */
    public static String sql(int count) {
        return "SELECT number AS id, concat('name_', leftPad(toString(bitAnd(number, 1023) * 9767), 7, '0')) AS name,"
                + " toDateTime(" + EPOCH + " + intDiv(number, 100)) AS ts, number / 4 AS score FROM numbers(" + count
                + ")";
    }

    /** The rows from 0 to {@code count}. */
    public static List<Measurement> first(int count) {
        List<Measurement> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(of(i));
        }
        return rows;
    }
}
