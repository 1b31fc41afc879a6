package io.peristyle.transport.tcp;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.ServerException;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ClientSignal;
import io.peristyle.packet.ProgressSum;
import io.peristyle.packet.ServerError;
import io.peristyle.packet.ServerPacket;
import io.peristyle.packet.ServerSignal;
import io.peristyle.time.Deadline;
import io.peristyle.wire.MalformedDataException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A ping and its answer. Event loop only. */
final class PingExchange implements Conversation, Runnable {
    private final TcpConnection connection;
    private final Deadline deadline;
    private final CompletableFuture<Duration> result = new CompletableFuture<>();
    private long sentNanos;

    PingExchange(TcpConnection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    /** Completes on the event loop. */
    CompletableFuture<Duration> result() {
        return result;
    }

    /** The event loop takes no tasks any more. */
    void onRefused() {
        result.completeExceptionally(new ConnectionException(
                "the connection to " + connection.endpoint() + " is closed or busy", context(), null));
    }

    @Override
    public void run() {
        if (!connection.claim(this)) {
            onRefused();
            return;
        }
        sentNanos = connection.session().clock().nanoTime();
        connection.limit().runAt(deadline, this::onDeadline);
        try {
            connection.write(connection.requests().signal(ClientSignal.PING), null);
            connection.flush();
        } catch (RuntimeException | Error e) {
            connection.breakOff(context -> new ConnectionException(
                    "a ping of " + connection.endpoint() + " could not be sent: " + e, context, e));
        }
    }

    @Override
    public boolean compression() {
        return false;
    }

    @Override
    public boolean wants(BlockHeader.Kind kind) {
        return true;
    }

    @Override
    public boolean takesPackets() {
        return true;
    }

    @Override
    public boolean awaitsServer() {
        return true;
    }

    @Override
    public void onBytes(int bytes) {}

    @Override
    public void onPacket(ServerPacket packet) {
        if (packet == ServerSignal.PONG) {
            connection.limit().cancel();
            connection.release(true);
            result.complete(Duration.ofNanos(connection.session().clock().nanoTime() - sentNanos));
        } else if (packet instanceof ServerError error) {
            // Old servers find out behind their Hello that there is no such database, say so, and close.
            ServerException failure = ServerErrors.exception(error, context());
            connection.breakOff(where -> failure);
        } else if (!(packet instanceof ProgressSum)) {
            throw new MalformedDataException("another answer to a ping than Pong");
        }
    }

    @Override
    public void onBlock(BlockHeader.Kind kind, Block block) {
        throw new MalformedDataException("a block in answer to a ping");
    }

    @Override
    public void onWritable() {}

    @Override
    public void onBroken(Function<FailureContext, ClickHouseException> failure) {
        connection.limit().cancel();
        result.completeExceptionally(failure.apply(context()));
    }

    private void onDeadline() {
        connection.breakOff(context -> new OperationTimeoutException(
                Phase.OPERATION, connection.endpoint() + " did not answer a ping in time", context, null));
    }

    private FailureContext context() {
        return FailureContext.connecting(connection.endpoint());
    }
}
