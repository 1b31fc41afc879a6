package io.peristyle.pdfscan.backend;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether rows of a table could be stored lately; tells the log from time to time that they cannot. Thread-safe. */
final class StoreTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(StoreTrouble.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    /** Shorter ones pass without anybody's doing. */
    private static final Duration LASTING = Duration.ofMinutes(1);

    /** What waits is tried again every few seconds: a failure that is older was the last attempt, and says nothing of now. */
    private static final Duration OUT_OF_DATE = Duration.ofSeconds(45);

    private final String table;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private @Nullable Instant since;

    private Instant last = Instant.MIN;
    private Instant warned = Instant.MIN;
    private String what = "";

    StoreTrouble(String table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    void failed(Throwable failure) {
        Instant now = clock.instant();
        boolean isToBeTold;
        lock.lock();
        try {
            if (since == null || last.plus(OUT_OF_DATE).isBefore(now)) {
                since = now;
            }
            last = now;
            what = String.valueOf(failure.getMessage());
            isToBeTold = warned.isBefore(now.minus(BETWEEN_WARNINGS));
            if (isToBeTold) {
                warned = now;
            }
        } finally {
            lock.unlock();
        }
        if (isToBeTold) {
            LOG.warn("Rows of {} cannot be stored now: {}", table, failure.getMessage());
        }
    }

    void succeeded() {
        lock.lock();
        try {
            since = null;
        } finally {
            lock.unlock();
        }
    }

    /** What has kept rows from being stored for a minute and longer, and still does. */
    Optional<String> lasting() {
        Instant now = clock.instant();
        lock.lock();
        try {
            Instant began = since;
            return began == null
                            || began.plus(LASTING).isAfter(now)
                            || last.plus(OUT_OF_DATE).isBefore(now)
                    ? Optional.empty()
                    : Optional.of("rows of " + table + " cannot be stored for "
                            + Duration.between(began, now).toSeconds() + " s: " + what);
        } finally {
            lock.unlock();
        }
    }
}
