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

    /** How the body is compressed where it was asked to be as {@code asked}; servers may leave it. */
    static AnswerEncoding encoding(HttpResponse head, AnswerEncoding asked) {
        String coding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        return asked.coding() == null || asked.coding().equalsIgnoreCase(coding) ? asked : AnswerEncoding.PLAIN;
    }

    /** @throws MalformedDataException if the end of the body could not be told, or if it is encoded otherwise than asked */
    static void checkFraming(HttpResponse head, AnswerEncoding asked) {
        if (!HttpUtil.isTransferEncodingChunked(head) && !HttpUtil.isContentLengthSet(head)) {
            throw new MalformedDataException(
                    "an answer without a length, of which nobody could tell whether it is complete");
        }
        String coding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase(asked.coding())) {
            throw new MalformedDataException("an answer encoded as " + coding + ", which was not asked for");
        }
    }

    /** Whether the body is the text of an error. */
    boolean isError() {
        return status.code() != HttpResponseStatus.OK.code() || exceptionCode != 0;
    }
}
