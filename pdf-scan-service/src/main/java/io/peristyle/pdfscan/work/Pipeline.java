package io.peristyle.pdfscan.work;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.Operation;
import io.peristyle.pdfscan.scan.PageFinding;
import io.peristyle.pdfscan.scan.ScanResult;
import io.peristyle.pdfscan.scan.ScannerPool;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes uploads on, and brings each to its end: scanned, its findings stored, its file deleted. An upload counts as accepted
 * when its document is stored; from then on it is brought to its end even if the store goes away for a while, or this process
 * for good, since its file stays in the {@link Spool} until then. Thread-safe; nothing blocks.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /**
     * So many documents are scanned, or wait to be stored, at once: while the store is away no more results pile up than that. Many
     * more than processes, as inserts are few and take many rows.
     */
    private static final int FEWEST_SLOTS = 64;

    private static final int SLOTS_FOR_EACH_PROCESS = 4;

    /** Fewer than wait to be stored at most. */
    private static final int CONFIRMED_AT_ONCE = 5_000;

    private final Backend backend;
    private final Spool spool;
    private final ScannerPool scanner;
    private final Clock clock;
    private final int maximumWaiting;

    /** In their latest state that was stored, or given to be. */
    private final Map<UUID, Document> underWay = new ConcurrentHashMap<>();

    private final Slots slots;
    private volatile boolean closed;

    public Pipeline(Backend backend, Spool spool, ScannerPool scanner, Clock clock, int maximumWaiting) {
        this.backend = backend;
        this.spool = spool;
        this.scanner = scanner;
        this.clock = clock;
        this.maximumWaiting = maximumWaiting;
        this.slots = new Slots(Math.max(FEWEST_SLOTS, SLOTS_FOR_EACH_PROCESS * scanner.size()));
    }

    /** Whether so many uploads wait that no more should be begun. */
    public boolean isFull() {
        return underWay.size() >= maximumWaiting;
    }

    /** How many uploads are accepted and not at their end. */
    public int waiting() {
        return underWay.size();
    }

    /** Whether this instance is about to bring a document to its end. */
    boolean isUnderWay(UUID id) {
        return underWay.containsKey(id);
    }

    /**
     * Accepts an upload whose bytes lie in the spool as a whole.
     *
     * @return completes when it is accepted; fails with {@link BackendUnavailableException} if it is not. If it then is not
     *     certain that it was not stored, its file stays: should it turn out to be stored, it is scanned
     */
    public CompletableFuture<Document> accept(Document document) {
        if (closed || isFull()) {
            spool.delete(document.id());
            return CompletableFuture.failedFuture(new BackendUnavailableException(
                    closed ? "the service is stopping" : "too many documents wait to be scanned", null, true));
        }
        underWay.put(document.id(), document);
        return backend.documents()
                .save(document)
                .whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        scan(document, () -> CompletableFuture.completedFuture(true));
                        return;
                    }
                    underWay.remove(document.id());
                    if (unwrapped(failure) instanceof BackendUnavailableException e && e.isNothingStored()) {
                        spool.delete(document.id());
                    }
                })
                .thenApply(nothing -> document);
    }

    /** Takes on a document that was accepted before, unless it is under way; its file lies in the spool. */
    void resume(Document document) {
        if (closed || underWay.putIfAbsent(document.id(), document) != null) {
            return;
        }
        // A store of several servers may not tell yet that it came to its end here a moment ago.
        if (Files.exists(spool.whole(document.id()))) {
            LOG.info("Going on with document {}", document.id());
            scanAgain(document);
        } else {
            underWay.remove(document.id());
        }
    }

    /** Stores anew what is under way and has not changed for so long, so that no other instance takes it for forgotten. */
    CompletableFuture<Void> confirm(Duration age) {
        Instant now = clock.instant();
        return CompletableFuture.allOf(underWay.values().stream()
                .filter(document -> document.changed().isBefore(now.minus(age)))
                .limit(CONFIRMED_AT_ONCE)
                .map(document -> confirm(document, document.confirmed(now)))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> confirm(Document document, Document confirmed) {
        return underWay.replace(document.id(), document, confirmed)
                ? backend.documents().save(confirmed).whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        underWay.replace(document.id(), confirmed, document);
                    }
                })
                : CompletableFuture.completedFuture(null);
    }

    /** Begins nothing more; what is under way is gone on with at the next start. */
    @Override
    public void close() {
        closed = true;
    }

    /** Its findings may be stored already; what is stored of a document is stored as a whole. */
    private void scanAgain(Document document) {
        scan(document, () -> backend.findings().of(document.id()).thenApply(List::isEmpty));
    }

    private void scan(Document document, Supplier<CompletableFuture<Boolean>> withoutFindings) {
        slots.begin(() -> {
            if (closed) {
                underWay.remove(document.id());
                slots.free();
                return;
            }
            var unused = scanned(document, withoutFindings).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    spool.delete(document.id());
                    underWay.remove(document.id());
                } else {
                    leave(document, failure);
                }
                slots.free();
            });
        });
    }

    private CompletableFuture<Void> scanned(Document document, Supplier<CompletableFuture<Boolean>> withoutFindings) {
        AtomicReference<@Nullable Begun> begun = new AtomicReference<>();
        return scanner.scan(spool.whole(document.id()), () -> begun.set(begin(document)))
                .thenCompose(result -> {
                    Begun beginning = Objects.requireNonNull(begun.get());
                    record(beginning.nanos);
                    return persistently(withoutFindings, PAUSE)
                            .thenCompose(none -> store(beginning.document, result, none));
                });
    }

    private Begun begin(Document document) {
        Document processing = document.processing(clock.instant());
        underWay.replace(document.id(), processing);
        // Nobody waits for this: should it be lost, the next state is told all the same.
        var unused = backend.documents().save(processing).exceptionally(failure -> null);
        return new Begun(processing, System.nanoTime());
    }

    private CompletableFuture<Void> store(Document processing, ScanResult result, boolean withoutFindings) {
        if (result instanceof ScanResult.Scanned scanned) {
            List<Finding> findings = withoutFindings ? findings(processing.id(), scanned) : List.of();
            return persistently(() -> backend.findings().add(findings), PAUSE)
                    .thenCompose(nothing -> persistently(
                            () -> backend.documents().save(processing.completed(clock.instant(), scanned.pages())),
                            PAUSE));
        }
        String reason = result instanceof ScanResult.Unscannable unscannable ? unscannable.reason() : "";
        return persistently(() -> backend.documents().save(processing.failed(clock.instant(), reason)), PAUSE);
    }

    /** A scan that could not be made, or not be stored, through no fault of the document's. */
    private void leave(Document document, Throwable failure) {
        if (!closed && Files.exists(spool.whole(document.id()))) {
            LOG.warn(
                    "Document {} is scanned again: {}",
                    document.id(),
                    unwrapped(failure).toString());
            CompletableFuture.delayedExecutor(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> scanAgain(document));
        } else {
            underWay.remove(document.id());
        }
    }

    /** Until it succeeds, is not worth another attempt, or this is closed. */
    private <T> CompletableFuture<T> persistently(Supplier<CompletableFuture<T>> call, Duration pause) {
        return call.get().exceptionallyCompose(failure -> {
            if (closed || !(unwrapped(failure) instanceof BackendUnavailableException)) {
                return CompletableFuture.failedFuture(failure);
            }
            LOG.debug("Stored again in {}: {}", pause, failure.toString());
            Duration longer =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(nothing -> persistently(call, longer));
        });
    }

    private static List<Finding> findings(UUID id, ScanResult.Scanned scanned) {
        List<Finding> findings = new ArrayList<>();
        for (PageFinding finding : scanned.findings()) {
            findings.add(new Finding(id, findings.size(), finding.type(), finding.page(), finding.confidence()));
        }
        return findings;
    }

    private void record(long began) {
        backend.metrics().record(new Operation("scan", clock.instant(), Duration.ofNanos(System.nanoTime() - began)));
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * A scan that has begun.
     *
     * @param nanos when, by {@link System#nanoTime}
     */
    private record Begun(Document document, long nanos) {}
}
