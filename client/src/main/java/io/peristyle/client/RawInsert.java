package io.peristyle.client;

import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Summary;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * An insert of bytes in a format of the server's, such as Parquet or CSV, which the client does not look into; over HTTP only.
 * Made by {@link Insert#format}. Immutable.
 */
public final class RawInsert {
    private final Engine engine;
    private final InsertDraft draft;
    private final String format;

    RawInsert(Engine engine, InsertDraft draft, String format) {
        this.engine = engine;
        this.draft = draft;
        this.format = format;
    }

    /**
     * Inserts what a publisher delivers. It is asked for one buffer at a time, as the socket takes them; a buffer is not to be
     * changed before the next one is asked for. Without any byte the server is asked all the same. A publisher that fails fails
     * the insert with its own exception.
     *
     * <p>A failure after the first byte has left says {@link io.peristyle.error.Outcome#POSSIBLY_PARTIAL}: how the server cuts
     * the bytes into blocks is not known. Such an insert is not repeated. Rows in the summary are those that the server says it
     * has written, 0 if it does not say.
     *
     * @return fails with {@link ConfigurationException} where the native protocol is spoken. Cancelling it closes the
     *     connection; what the server then keeps of the rows is not known
     */
    public CompletableFuture<Summary> bytes(Flow.Publisher<ByteBuffer> publisher) {
        Objects.requireNonNull(publisher, "publisher");
        try {
            RawFormats.check(engine.options());
        } catch (ConfigurationException unfit) {
            return CompletableFuture.failedFuture(unfit);
        }
        return new RawInsertRun(engine, draft, format).start(publisher);
    }
}
