package io.peristyle.benchmarks.contender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the scan of mixed columns. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Mixed(
        long id,
        String name,
        Instant ts,
        double score,
        @Nullable Long opt,
        long[] arr) {
    private static final String SQL = "SELECT number AS id, toString(number) AS name, toDateTime(number) AS ts,"
            + " number/3 AS score, if(number%7=0,NULL,number) AS opt, [number,number+1] AS arr FROM numbers(";

    /** The query for this many rows. */
    public static String sql(long rows) {
        return SQL + rows + ")";
    }

    /** A number that changes when any part does. */
    public long check() {
        return check(id, name, ts, score, opt) + 5 * arr[0] + 7 * arr[1];
    }

    /** The part of {@link #check()} without the array. */
    public static long check(long id, String name, Instant ts, double score, @Nullable Long opt) {
        return id
                + 31L * name.hashCode()
                + 17 * ts.getEpochSecond()
                + Double.doubleToRawLongBits(score)
                + (opt == null ? 1 : 3 * opt);
    }

    /** The sum of {@link #check()} over the rows from {@code from} to {@code to}. */
    static long expectedRecords(long from, long to) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += 31L * Long.toString(i).hashCode() + expectedNumbers(i);
        }
        return sum;
    }

    /** The sum of {@link #check()} with the sum of each name's bytes in place of its hash. */
    static long expectedColumns(long from, long to) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += expectedNumbers(i);
            long digits = i;
            do {
                sum += 31 * ('0' + digits % 10);
                digits /= 10;
            } while (digits > 0);
        }
        return sum;
    }

    private static long expectedNumbers(long i) {
        return i + 17 * i + Double.doubleToRawLongBits(i / 3.0) + (i % 7 == 0 ? 1 : 3 * i) + 5 * i + 7 * (i + 1);
    }
}
