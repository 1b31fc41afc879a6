package io.peristyle.transport.http;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/** Takes the answers of a connection as they arrive, and hands them to the conversation as far as it takes them. */
final class AnswerReader {
    private static final String SERVER_NAME = "X-ClickHouse-Server-Display-Name";

    private final HttpConnection connection;
    private final RawBytes bytes;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private AnswerBody body;

    /** Who has sent a request whose answer has not begun. */
    private @Nullable Conversation awaitingHead;

    /** Whether a request has left since the last {@link #reset()}. */
    private boolean asked;

    private @Nullable String serverName;
    private long answeredNanos;
    private boolean stray;
    private boolean pumping;

    AnswerReader(HttpConnection connection, AnswerBody body) {
        this.connection = connection;
        this.bytes = new RawBytes(connection);
        this.body = body;
    }

    /** Takes bytes off the socket. */
    RawBytes bytes() {
        return bytes;
    }

    /** Makes answers of them. */
    AnswerDecoder decoder() {
        return decoder;
    }

    AnswerBody body() {
        return body;
    }

    /** Reads bodies another way from now on; between two answers. */
    void body(AnswerBody next) {
        body.release();
        body = next;
    }

    /** A request leaves; the answer to the one before was read to its end. */
    void expect(Conversation conversation) {
        body.reset();
        awaitingHead = conversation;
        asked = true;
        if (conversation.takesProgress()) {
            bytes.expectProgress();
        }
    }

    /** Whether whatever was asked for was read to its end, with nothing behind it. */
    boolean isClean() {
        boolean read = !asked || (awaitingHead == null && body.payload().isRead());
        return read && !decoder.hasRest() && !stray;
    }

    /** Whether the answer to the last request has begun. */
    boolean hasBegun() {
        return awaitingHead == null;
    }

    /** What the server called itself with its last answer, if that is younger; null if there was none, or it did not say. */
    @Nullable
    String serverHeardWithin(long nanos) {
        return connection.session().clock().nanoTime() - answeredNanos < nanos ? serverName : null;
    }

    /** Drops what was not read of an answer. */
    void reset() {
        asked = false;
        body.reset();
    }

    void cut() {
        body.payload().cut();
        pump();
    }

    void release() {
        body.release();
    }

    void onProgress(String told) {
        if (awaitingHead != null && connection.isBusy()) {
            awaitingHead.onProgress(told);
        }
    }

    void onMessage(HttpObject message) {
        if (!connection.isBusy()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            Throwable cause = message.decoderResult().cause();
            if (cause instanceof PrematureChannelClosureException) {
                connection.breakOff(connection::closedInTheMiddle);
                return;
            }
            connection.breakOff(context -> new ProtocolException(
                    connection.endpoint() + " sent what HTTP does not allow: " + cause.getMessage()
                            + "; the connection was closed",
                    context,
                    cause));
            return;
        }
        try {
            if (message instanceof HttpResponse head) {
                onHead(head);
            }
            if (message instanceof HttpContent content) {
                onContent(content);
            }
        } catch (RuntimeException | Error e) {
            connection.breakOff(context -> unreadable(e, context));
        }
    }

    /** Hands on what has arrived, as long as it is wanted. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            Conversation current = connection.conversation();
            while (current != null && current.takesAnswer() && awaitingHead == null) {
                AnswerBody.Step step = body.next();
                if (step == AnswerBody.Step.NEEDS_BYTES) {
                    break;
                }
                current.onStep(step);
                current = connection.conversation();
            }
        } catch (RuntimeException | Error e) {
            connection.breakOff(context -> unreadable(e, context));
        } finally {
            pumping = false;
        }
        connection.afterPump();
    }

    private void onHead(HttpResponse head) {
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        Conversation current = awaitingHead;
        if (current == null) {
            stray = true;
            if (!asked) {
                connection.breakOff(context -> new ConnectionException(
                        connection.endpoint() + " sent an answer before it was asked; the connection was closed",
                        context,
                        null));
            }
            return;
        }
        awaitingHead = null;
        connection.onKeepAlive(KeepAlive.of(head));
        serverName = head.headers().get(SERVER_NAME);
        answeredNanos = connection.session().clock().nanoTime();
        current.onHead(head);
    }

    private void onContent(HttpContent content) {
        if (stray || awaitingHead != null) {
            content.release();
            return;
        }
        body.payload().add(content.content());
        if (content instanceof LastHttpContent) {
            body.payload().complete();
        }
        pump();
    }

    private ClickHouseException unreadable(Throwable e, FailureContext context) {
        if (e instanceof UnsupportedTypeException) {
            return new UnsupportedTypeException(
                    connection.endpoint() + " sent a type that is not read here: " + e.getMessage()
                            + "; the connection was closed",
                    context,
                    e);
        }
        if (e instanceof MalformedDataException) {
            return new ProtocolException(
                    connection.endpoint() + " sent what is no answer of ClickHouse's: " + e.getMessage()
                            + "; the connection was closed",
                    context,
                    e);
        }
        return new ProtocolException(
                "the answer of " + connection.endpoint() + " could not be read: " + e + "; the connection was closed",
                context,
                e);
    }
}
