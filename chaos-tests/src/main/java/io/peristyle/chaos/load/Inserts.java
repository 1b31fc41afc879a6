package io.peristyle.chaos.load;

import io.peristyle.chaos.verdict.Findings;
import io.peristyle.client.ClickHouse;
import io.peristyle.client.Insert;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Inserts of rows that name their insert, each with a deduplication token; keeps what the client said of each. */
public final class Inserts {
    static final String TABLE = "chaos_rows";
    private static final int GREATEST = 20;
    private static final String COUNTED = "unknown inserts";

    private final ClickHouse db;
    private final Duration timeout;
    private final boolean tokens;
    private final Findings findings;
    private final AtomicLong ids = new AtomicLong();
    private final List<Consumer<Answer>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, Sent> all = new ConcurrentHashMap<>();

    /** What the client said of an insert. */
    public enum Fate {
        UNDER_WAY,
        DONE,
        NOT_EXECUTED,
        UNKNOWN
    }

    /**
     * One insert.
     *
     * @param rows numbered from 0, at most 20
     */
    public record Sent(long id, int rows, Fate fate) {}

    /**
     * For a client.
     *
     * @param tokens whether each insert has a deduplication token
     */
    public Inserts(ClickHouse db, Duration timeout, boolean tokens, Findings findings) {
        this.db = db;
        this.tokens = tokens;
        this.timeout = timeout;
        this.findings = findings;
    }

    /** Makes the table anew, on one server; with a window of tokens where the server knows of them. */
    public static void createTable(ClickHouseServer server) {
        String window = server.version() == ServerVersion.MODERN ? "non_replicated_deduplication_window = 10000, " : "";
        server.http("DROP TABLE IF EXISTS " + TABLE);
        server.http("CREATE TABLE " + TABLE + " (insert_id UInt64, row UInt32) ENGINE = MergeTree ORDER BY insert_id"
                + " SETTINGS " + window + "parts_to_delay_insert = 100000, parts_to_throw_insert = 100000,"
                + " old_parts_lifetime = 5");
    }

    /** Inserts once. */
    public CompletableFuture<?> insert(int caller) {
        long id = ids.incrementAndGet();
        int rows = 1 + (int) (id % GREATEST);
        all.put(id, new Sent(id, rows, Fate.UNDER_WAY));
        long start = System.nanoTime();
        Insert plain = db.insert(TABLE).timeout(timeout);
        return (tokens ? plain.deduplicationToken(UUID.randomUUID().toString()) : plain)
                .columns(Map.of(
                        "insert_id",
                        LongStream.generate(() -> id).limit(rows).toArray(),
                        "row",
                        IntStream.range(0, rows).toArray()))
                .whenComplete((summary, failure) -> {
                    Answer answer = Answer.of(caller, start, summary, failure);
                    all.put(id, new Sent(id, rows, fate(answer)));
                    listeners.forEach(listener -> listener.accept(answer));
                });
    }

    /** Tells {@code listener} of each answer to come, on the client's callback threads. */
    public Inserts telling(Consumer<Answer> listener) {
        listeners.add(listener);
        return this;
    }

    /** All inserts so far. */
    public Map<Long, Sent> all() {
        return Map.copyOf(all);
    }

    private Fate fate(Answer answer) {
        if (answer.isSuccess()) {
            return Fate.DONE;
        }
        if (answer.failure() instanceof ClickHouseException known && known.outcome() == Outcome.NOT_EXECUTED) {
            findings.evidence("inserts not executed", answer);
            return Fate.NOT_EXECUTED;
        }
        findings.evidence(COUNTED, answer);
        return Fate.UNKNOWN;
    }
}
