package io.peristyle.client;

import io.peristyle.cluster.Relay;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.ResultSink;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** One insert of bytes under way. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class RawInsertRun implements ResultSink {
    private final Engine engine;
    private final InsertDraft draft;
    private final String format;
    private final RawRows rows;
    private final CompletableFuture<Summary> future = new CompletableFuture<>();
    private final Relay exchange = new Relay();
    private volatile boolean ended;

    /** Whether anything was said of the end. */
    private volatile boolean heard;

    RawInsertRun(Engine engine, InsertDraft draft, String format) {
        this.engine = engine;
        this.draft = draft;
        this.format = format;
        this.rows = new RawRows(engine.callbacks());
    }

    CompletableFuture<Summary> start(Flow.Publisher<ByteBuffer> publisher) {
        Deadline deadline = draft.options.deadline(engine.options(), engine.clock());
        InsertRequest request = draft.request(format, engine.options());
        future.whenComplete((summary, failure) -> {
            if (!ended) {
                exchange.cancel();
                rows.abandon();
            }
        });
        publisher.subscribe(rows);
        exchange.attach(engine.statements().insert(request, rows, this, deadline));
        return future;
    }

    @Override
    public void onBlock(Block block) {}

    @Override
    public void onEnd(Summary summary) {
        heard = true;
        engine.callbacks().execute(() -> {
            ended = true;
            future.complete(summary);
        });
    }

    @Override
    public void onFailure(ClickHouseException failure) {
        heard = true;
        engine.callbacks().execute(() -> {
            Throwable own = rows.ownFailure();
            if (own != null) {
                InsertFailures.suppress(own, failure);
            }
            ended = true;
            future.completeExceptionally(own == null ? failure : own);
            rows.abandon();
        });
    }

    /** As in {@link InsertRun}. */
    @Override
    public void onReleased() {
        if (!heard) {
            onFailure(InsertFailures.unheardOf());
        }
    }
}
