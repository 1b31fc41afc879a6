package io.peristyle.pdfscan.work;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.Document;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what an earlier process, or an acceptance with an uncertain end, has left behind: files in the spool whose
 * documents are not at their end, and documents that have waited for long and whose file nobody has. To be repeated until it
 * has succeeded, and from time to time after that.
 */
public final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /** How old an upload must be before its not being stored is taken for final. */
    private static final Duration UNSTORED_AGE = Duration.ofMinutes(2);

    /** How old a document must be before it counts as forgotten by the instance that had its file. */
    private static final Duration FORGOTTEN_AGE = Duration.ofHours(1);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final Backend backend;
    private final Spool spool;
    private final Pipeline pipeline;
    private final Clock clock;

    public Resumption(Backend backend, Spool spool, Pipeline pipeline, Clock clock) {
        this.backend = backend;
        this.spool = spool;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /** Looks at everything once; fails if the store cannot be reached, or the spool cannot be read. */
    public CompletableFuture<Void> run() {
        return CompletableFuture.completedFuture(null).thenCompose(nothing -> goOn(spool.uploads()));
    }

    private CompletableFuture<Void> goOn(List<UUID> uploads) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (UUID id : uploads) {
            if (!pipeline.isUnderWay(id)) {
                done = done.thenCompose(nothing -> backend.documents().find(id).thenAccept(found -> goOn(id, found)));
            }
        }
        return done.thenCompose(nothing -> backend.documents().unfinished(FORGOTTEN_AT_ONCE))
                .thenCompose(this::giveUpForgotten);
    }

    private void goOn(UUID id, Optional<Document> found) {
        if (pipeline.isUnderWay(id)) {
            return;
        }
        boolean open = found.isPresent()
                && (!found.get().status().isFinal() || found.get().isLost());
        if (open) {
            pipeline.resume(found.get());
        } else if (found.isPresent() || isOlder(spool.wholeSince(id), UNSTORED_AGE)) {
            spool.delete(id);
        }
    }

    private CompletableFuture<Void> giveUpForgotten(List<Document> unfinished) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (Document document : unfinished) {
            if (isOlder(document.uploadTime(), FORGOTTEN_AGE)
                    && !pipeline.isUnderWay(document.id())
                    && !Files.exists(spool.whole(document.id()))) {
                LOG.warn("Document {} is given up: nobody has its file", document.id());
                done = done.thenCompose(nothing -> backend.documents().save(document.lost(clock.instant())));
            }
        }
        return done;
    }

    private boolean isOlder(Instant begun, Duration age) {
        return begun.isBefore(clock.instant().minus(age));
    }
}
