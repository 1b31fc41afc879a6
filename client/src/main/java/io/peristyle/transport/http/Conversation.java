package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpResponse;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.FailureContext;
import java.util.function.Function;

/** What a connection is busy with, as the connection sees it. Event loop only. */
interface Conversation {
    /** Whether it takes what has arrived; if not, the socket is not read. */
    boolean takesAnswer();

    /** Whether the server owes an answer now, so that its silence counts. */
    boolean awaitsServer();

    /** An answer begins. */
    void onHead(HttpResponse head);

    /** Reads on in the body; what is in {@code step} is dealt with. */
    void onStep(AnswerBody.Step step);

    /** Whether the server may tell how far it is before the answer. */
    default boolean takesProgress() {
        return false;
    }

    /** The server tells how far it is, before the answer. */
    default void onProgress(String progress) {}

    /** The socket takes bytes again. */
    default void onWritable() {}

    /** The server has said nothing for too long; the connection is about to be closed for that. */
    default void onSilence() {}

    /** The connection was closed in the middle; {@code failure} says why, given how far it had come. */
    void onBroken(Function<FailureContext, ClickHouseException> failure);
}
