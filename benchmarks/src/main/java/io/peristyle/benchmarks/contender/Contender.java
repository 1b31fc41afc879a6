package io.peristyle.benchmarks.contender;

import java.util.List;
import java.util.Set;

/**
 * A client under measurement, in a process of its own. Each method is to use what the client's documentation recommends for
 * speed, and nothing that a user could not use.
 */
public interface Contender extends AutoCloseable {
    /** What this client can do. */
    Set<Workload.Kind> kinds();

    /** The version that was measured. */
    String version();

    /** Runs {@code SELECT number FROM system.numbers_mt LIMIT rows}; the sum of the values. */
    default long numbers(long rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Runs {@link Mixed#sql}, makes an object of each row; the sum of their checks. */
    default long records(long rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Runs {@link Mixed#sql} without objects of rows; the sum of their checks, with bytes in place of hashes. */
    default long columns(long rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Gets ready to insert these rows as objects, as often as asked, one INSERT each time. */
    default Batch batch(List<Measurement> rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Gets ready to insert these rows as columns, as often as asked, one INSERT each time. */
    default Batch columnarBatch(List<Measurement> rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Gets ready to insert the first rows of {@link Measurement}, read with {@link Measurement#sql}, as often as asked. */
    default Batch blockBatch(int rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** {@code SELECT * FROM bench_points WHERE id = …}, whose result is {@link Point#check}. */
    default Operation points() throws Exception {
        throw new UnsupportedOperationException();
    }

    /** {@code SELECT 1}, whose result is the 1. */
    default Operation one() throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Inserts row {@code argument} of these, alone, into {@code table}; the result does not count. */
    default Operation insertsInto(String table, List<Measurement> rows) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Closes all connections and ends all threads. */
    @Override
    void close();

    /** Rows ready to be inserted. */
    @FunctionalInterface
    interface Batch {
        void insertInto(String table) throws Exception;
    }
}
