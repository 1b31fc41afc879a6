package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.peristyle.wire.MalformedDataException;
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

    /** @throws MalformedDataException if the end of the body could not be told, or if it is encoded */
    static void checkFraming(HttpResponse head) {
        if (!HttpUtil.isTransferEncodingChunked(head) && !HttpUtil.isContentLengthSet(head)) {
            throw new MalformedDataException(
                    "an answer without a length, of which nobody could tell whether it is complete");
        }
        String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null) {
            throw new MalformedDataException("an answer encoded as " + encoding + ", which was not asked for");
        }
    }

    /** Whether the body is the text of an error. */
    boolean isError() {
        return status.code() != HttpResponseStatus.OK.code() || exceptionCode != 0;
    }
}
