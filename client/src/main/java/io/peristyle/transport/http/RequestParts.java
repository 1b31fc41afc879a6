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
        writeHead(request);
        connection.flush();
    }

    void send(Object content) {
        write(content);
        connection.flush();
    }

    /** As {@link #sendHead}, but leaves with the next flush. */
    void writeHead(Object request) {
        started++;
        connection.writeHead(request, this::onWritten);
    }

    /** As {@link #send}, but leaves with the next flush. */
    void write(Object content) {
        started++;
        connection.write(content, this::onWritten);
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
