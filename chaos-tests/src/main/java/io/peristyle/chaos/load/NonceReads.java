package io.peristyle.chaos.load;

import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.client.ClickHouse;
import io.peristyle.query.Summary;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads that ask for a number of their own, and look whether they get it. */
public final class NonceReads {
    private static final String SQL = "SELECT toUInt64({nonce:UInt64}) AS nonce FROM numbers({rows:UInt64})";
    private static final int LARGE = 1_000;

    private final ClickHouse db;
    private final Duration timeout;
    private final Findings findings;
    private final List<Consumer<Answer>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong nonces = new AtomicLong(1L << 40);
    private final LongAdder asked = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    public NonceReads(ClickHouse db, Duration timeout, Findings findings) {
        this.db = db;
        this.timeout = timeout;
        this.findings = findings;
    }

    /** Tells {@code listener} of each answer to come, on the client's callback threads. */
    public NonceReads telling(Consumer<Answer> listener) {
        listeners.add(listener);
        return this;
    }

    /** Asks once; one read in eight has many rows. */
    public CompletableFuture<?> ask(int caller) {
        long nonce = nonces.incrementAndGet();
        int rows = (nonce & 7) == 0 ? LARGE : 1;
        LongAdder seen = new LongAdder();
        long start = System.nanoTime();
        asked.increment();
        return db.query(SQL)
                .param("nonce", nonce)
                .param("rows", rows)
                .timeout(timeout)
                .forEachBlock(block -> {
                    for (long value : block.longs(0)) {
                        seen.increment();
                        if (value != nonce) {
                            foreign(nonce + " was asked for and " + value + " came");
                        }
                    }
                })
                .whenComplete((summary, failure) -> {
                    if (failure == null && seen.sum() != rows) {
                        foreign(rows + " rows were asked for and " + seen + " came");
                    }
                    ended(caller, start, summary, failure);
                });
    }

    public long asked() {
        return asked.sum();
    }

    public long errors() {
        return errors.sum();
    }

    /** How many were sent more than once. */
    public long repeated() {
        return repeated.sum();
    }

    public double errorPercent() {
        return asked.sum() == 0 ? Double.NaN : 100.0 * errors.sum() / asked.sum();
    }

    /** Judges that nobody got anybody else's answer. */
    public void checkForeign() {
        findings.check("foreign answers", foreign.sum(), Bound.exactly(0));
    }

    private void foreign(String what) {
        foreign.increment();
        findings.evidence("foreign answers", what);
    }

    private void ended(int caller, long start, @Nullable Summary summary, @Nullable Throwable failure) {
        Answer answer = Answer.of(caller, start, summary, failure);
        if (!answer.isSuccess()) {
            errors.increment();
            findings.evidence("read errors", answer);
        } else if (answer.attempts() > 1) {
            repeated.increment();
        }
        listeners.forEach(listener -> listener.accept(answer));
    }
}
