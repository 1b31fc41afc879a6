package io.peristyle.client;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A query whose result comes as bytes in a format of the server's, such as Parquet or CSV, which the client does not look into;
 * over HTTP only. Made by {@link Query#format}. Immutable.
 *
 * <p>A server that cannot mark an error in the middle of an answer, which are those before 25.11, is asked to hold the answer
 * back until it is complete: in bytes of any format an error could not be told from data.
 */
public final class RawQuery {
    private final Engine engine;
    private final QueryDraft draft;

    RawQuery(Engine engine, QueryDraft draft) {
        this.engine = engine;
        this.draft = draft;
    }

    /**
     * The bytes, cut anywhere, in read-only buffers that belong to the subscriber. The statement is sent at the first request;
     * without demand the socket is not read, and a server gives up a client that does not read for its {@code
     * http_send_timeout}, 30 s by default. One subscriber only: a second fails with {@link IllegalStateException}. Signals come
     * on the callback executor. An error in the middle fails the publisher, when no byte of it was handed out.
     *
     * <p>Fails with {@link io.peristyle.error.ConfigurationException} where the native protocol is spoken.
     */
    public Flow.Publisher<ByteBuffer> bytes() {
        return ResultPublisher.ofBytes(engine, draft);
    }
}
