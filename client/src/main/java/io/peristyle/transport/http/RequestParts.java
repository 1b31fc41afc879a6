package io.peristyle.transport.http;

import io.netty.channel.ChannelFuture;

/**
 * Sends the parts of an exchange's requests, and counts those that the operating system took over completely. Event loop only.
 */
final class RequestParts {
    private final HttpConnection connection;
    private final Conversation owner;
    private int started;
    private int written;

    RequestParts(HttpConnection connection, Conversation owner) {
        this.connection = connection;
        this.owner = owner;
    }

    void sendHead(Object request) {
        started++;
        connection.sendHead(request, this::onWritten);
    }

    void send(Object content) {
        started++;
        connection.send(content, this::onWritten);
    }

    int started() {
        return started;
    }

    /** Parts that the operating system took over completely. */
    int written() {
        return written;
    }

    boolean areAllWritten() {
        return written == started;
    }

    private void onWritten(ChannelFuture future) {
        if (future.isSuccess()) {
            written++;
        } else if (connection.conversation() == owner) {
            connection.onWriteFailed(future.cause());
        }
    }
}
