package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer says of the outcome.
 *
 * @param exceptionCode ClickHouse's number of the error; 0 if the head tells none
 * @param format of the body; null if the head does not tell
 */
record AnswerStatus(
        HttpResponseStatus status,
        int exceptionCode,
        @Nullable String format) {
    static AnswerStatus of(HttpResponse head) {
        return new AnswerStatus(
                head.status(),
                head.headers().getInt("X-ClickHouse-Exception-Code", 0),
                head.headers().get("X-ClickHouse-Format"));
    }

    /** Whether the body is the text of an error. */
    boolean isError() {
        return status.code() != HttpResponseStatus.OK.code() || exceptionCode != 0;
    }
}
