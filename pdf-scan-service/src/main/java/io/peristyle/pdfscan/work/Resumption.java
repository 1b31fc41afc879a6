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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what an earlier process, or an acceptance with an uncertain end, has left behind: files in the spool whose
 * documents are not at their end, and documents that have waited for long and whose file nobody has. To be repeated until it
 * has succeeded, and from time to time after that.
 */
public final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /**
     * For how long a document must be seen without a change, or a file without its document, before it counts as forgotten. What
     * an instance has is {@link #CONFIRMED_AFTER confirmed} several times within it.
     */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final Duration CONFIRMED_AFTER = Duration.ofMinutes(15);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final Backend backend;
    private final Spool spool;
    private final Pipeline pipeline;
    private final Clock clock;
    private final Observations observations = new Observations();

    public Resumption(Backend backend, Spool spool, Pipeline pipeline, Clock clock) {
        this.backend = backend;
        this.spool = spool;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /**
     * Looks at everything once, and confirms what waits here; fails if the store cannot be reached, or the spool cannot be read. One
     * call must have ended before the next.
     */
    public CompletableFuture<Void> run() {
        return CompletableFuture.completedFuture(null)
                .thenCompose(nothing -> pipeline.confirm(CONFIRMED_AFTER))
                .thenCompose(nothing -> goOn(spool.uploads()))
                .thenCompose(nothing -> backend.documents().unfinished(FORGOTTEN_AT_ONCE))
                .thenCompose(this::giveUpForgotten)
                .whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        observations.endLook();
                    } else {
                        observations.reset();
                    }
                });
    }

    private CompletableFuture<Void> goOn(List<UUID> uploads) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (UUID id : uploads) {
            if (!pipeline.isUnderWay(id)) {
                done = done.thenCompose(nothing -> backend.documents().find(id).thenAccept(found -> goOn(id, found)));
            }
        }
        return done;
    }

    private void goOn(UUID id, Optional<Document> found) {
        if (pipeline.isUnderWay(id)) {
            return;
        }
        if (found.isEmpty()) {
            if (isForgotten(id, null)) {
                LOG.info("Upload {} is deleted: it was never accepted", id);
                spool.delete(id);
            }
        } else if (!found.get().status().isFinal() || found.get().isLost()) {
            pipeline.resume(found.get());
        } else {
            spool.delete(id);
        }
    }

    private CompletableFuture<Void> giveUpForgotten(List<Document> unfinished) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (Document document : unfinished) {
            if (!pipeline.isUnderWay(document.id())
                    && !Files.exists(spool.whole(document.id()))
                    && isForgotten(document.id(), document.changed())) {
                LOG.warn("Document {} is given up: nobody has its file", document.id());
                done = done.thenCompose(nothing -> backend.documents().save(document.lost(clock.instant())));
            }
        }
        return done;
    }

    private boolean isForgotten(UUID id, @Nullable Instant changed) {
        return observations.unchanged(id, changed, clock.instant()).compareTo(FORGOTTEN_AFTER) >= 0;
    }
}
