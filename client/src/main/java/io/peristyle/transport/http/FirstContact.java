package io.peristyle.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.netty.Dialer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes a connection of a new socket, and asks the server who it is if that is not known. Event loop only. */
final class FirstContact extends ChannelInboundHandlerAdapter implements Dialer.Greeter {
    private final HttpConnector connector;
    private final HttpSession session;
    private final Deadline deadline;
    private final CompletableFuture<Connection> result = new CompletableFuture<>();

    FirstContact(HttpConnector connector, HttpSession session, Deadline deadline) {
        this.connector = connector;
        this.session = session;
        this.deadline = deadline;
    }

    @Override
    public CompletableFuture<Connection> result() {
        return result;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ServerProfile known = connector.profiles().get(session.endpoint());
        HttpConnection connection =
                new HttpConnection(context.channel(), session, known != null ? known : ServerProfile.unknown());
        connection.start();
        context.pipeline().remove(this);
        if (known != null) {
            result.complete(connection);
            return;
        }
        Duration allowed = session.options().timeouts().handshake();
        Deadline limit = deadline.within(allowed, session.clock());
        var unused = ProfileLookup.start(connection, limit)
                .whenComplete((profile, failure) -> onLookedUp(connection, profile, failure));
    }

    private void onLookedUp(HttpConnection connection, @Nullable ServerProfile profile, @Nullable Throwable failure) {
        if (profile == null) {
            connection.closeNow();
            result.completeExceptionally(failure);
        } else {
            connector.profiles().put(session.endpoint(), profile);
            handOver(connection);
        }
    }

    /** A server, or who stands in front of it, may close each connection behind its first answer. */
    private void handOver(HttpConnection connection) {
        if (connection.isUsable()) {
            result.complete(connection);
            return;
        }
        var unused = connector.connect(session.endpoint(), deadline).whenComplete((next, failure) -> {
            if (next == null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(next);
            }
        });
    }
}
