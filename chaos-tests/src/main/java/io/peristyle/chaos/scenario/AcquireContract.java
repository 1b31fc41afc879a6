package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Samples;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A thousand callers want a connection within 500 ms, and there is none. */
public final class AcquireContract implements Scenario {
    private static final int CALLERS = 1_000;
    private static final int CONNECTIONS = 6;
    private static final int WAIT_MILLIS = 500;
    private static final Duration WAIT = Duration.ofMillis(WAIT_MILLIS);
    private static final int ANSWERED_BY_MILLIS = 750;
    private static final int ATTEMPTS = 20;
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public String test() {
        return "T3";
    }

    @Override
    public String title() {
        return "1,000 callers wait 500 ms for a connection: pool busy, all servers down, all frozen";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        busy(stage);
        stage.fleet().servers().forEach(ClickHouseServer::pause);
        frozen(stage);
        stage.fleet().heal();
        frozenWithIdleConnections(stage);
        stage.fleet().heal();
        stage.fleet().servers().forEach(ClickHouseServer::kill);
        down(stage);
        stage.fleet().heal();
    }

    private static void busy(Stage stage) throws InterruptedException {
        try (ClickHouse db = connect(stage, "")) {
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                sessions.add(session(db));
            }
            callTwice(stage, db, "pool busy", true);
            sessions.forEach(Session::close);
        }
    }

    /** A machine under load may need more than one wait for its first connections. */
    private static Session session(ClickHouse db) {
        for (int attempt = 1; ; attempt++) {
            try {
                return db.session().join();
            } catch (CompletionException e) {
                if (attempt == ATTEMPTS || !isTimeout(e)) {
                    throw e;
                }
            }
        }
    }

    private static void frozen(Stage stage) throws InterruptedException {
        try (ClickHouse db = connect(stage, "")) {
            callTwice(stage, db, "all frozen", true);
            db.close(Duration.ZERO).join();
        }
    }

    /** Here a caller may well get a connection: its query is then what ends in time. */
    private static void frozenWithIdleConnections(Stage stage) throws InterruptedException {
        try (ClickHouse db = connect(stage, "&query_timeout=" + WAIT + "&cancel_grace=100ms")) {
            List<CompletableFuture<?>> warm = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                warm.add(db.query("SELECT sleep(0.1)").execute());
            }
            warm.forEach(CompletableFuture::join);
            stage.fleet().servers().forEach(ClickHouseServer::pause);
            callTwice(stage, db, "all frozen, connections idle", false);
            db.close(Duration.ZERO).join();
        }
    }

    private static void down(Stage stage) throws InterruptedException {
        try (ClickHouse db = connect(stage, "")) {
            callTwice(stage, db, "all down", false);
        }
    }

    private static ClickHouse connect(Stage stage, String more) {
        return stage.connect(stage.fleet().url() + "?max_open_conns=" + CONNECTIONS + "&max_pending=" + CALLERS
                + "&acquire_timeout=" + WAIT + more);
    }

    /** Once to load the classes, then for the record. */
    private static void callTwice(Stage stage, ClickHouse db, String how, boolean allTimeOut)
            throws InterruptedException {
        call(new Findings("warm-up"), db, how, allTimeOut);
        call(stage.findings(), db, how, allTimeOut);
    }

    private static void call(Findings findings, ClickHouse db, String how, boolean allTimeOut)
            throws InterruptedException {
        Samples all = new Samples();
        Samples timeouts = new Samples();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            long start = System.nanoTime();
            calls.add(db.query("SELECT 1").execute().handle((summary, failure) -> {
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                all.add(took);
                if (isTimeout(failure)) {
                    timeouts.add(took);
                } else if (!(cause(failure) instanceof ClickHouseException)) {
                    findings.evidence(how + ": callers without an exception of ours", String.valueOf(failure));
                }
                return null;
            }));
        }
        try {
            CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
        }
        findings.check(how + ": callers answered", all.count(), Bound.exactly(CALLERS));
        findings.check(how + ": last answer", all.greatestMillis(), Bound.atMost(ANSWERED_BY_MILLIS, "ms"));
        if (timeouts.count() > 0) {
            findings.check(how + ": first timeout", timeouts.leastMillis(), Bound.atLeast(WAIT_MILLIS, "ms"));
        }
        if (allTimeOut) {
            findings.check(how + ": callers that waited their time", timeouts.count(), Bound.exactly(CALLERS));
        }
    }

    private static boolean isTimeout(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        return (cause instanceof PoolException pool && pool.reason() == PoolException.Reason.ACQUIRE_TIMEOUT)
                || cause instanceof OperationTimeoutException;
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
