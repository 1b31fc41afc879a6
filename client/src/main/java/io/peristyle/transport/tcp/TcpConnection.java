package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ProgressSum;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.netty.LoopTimer;
import io.peristyle.transport.netty.SilenceWatch;
import io.peristyle.transport.netty.Sockets;
import io.peristyle.transport.tcp.PacketReader.Step;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A socket past the handshake. What it is busy with, and everything else without a remark, is touched on its event loop
 * only.
 *
 * <p>Whatever arrives while nothing is under way, a byte or the end, closes it: what a server sends unasked belongs to no
 * query.
 */
final class TcpConnection implements Connection, SilenceWatch.Watched {
    private final Channel channel;
    private final Session session;
    private final PacketStream stream;
    private final RequestWriter requests;
    private final SilenceWatch silence;
    private final LoopTimer limit;

    private @Nullable Conversation conversation;
    private boolean reading;
    private boolean ended;
    private @Nullable Throwable endedBy;

    /** Whether nothing is under way and nothing is unread; written on the event loop, read anywhere. */
    private volatile boolean idle = true;

    TcpConnection(Channel channel, Session session, PacketStream stream, RequestWriter requests) {
        this.channel = channel;
        this.session = session;
        this.stream = stream;
        this.requests = requests;
        this.silence = new SilenceWatch(this, channel, session.options().timeouts(), session.clock());
        this.limit = new LoopTimer(channel.eventLoop());
    }

    @Override
    public Endpoint endpoint() {
        return session.endpoint();
    }

    @Override
    public ServerInfo server() {
        return session.server();
    }

    @Override
    public boolean isUsable() {
        return idle && channel.isActive();
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        return start(new QueryExchange(this, request, sink, deadline));
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        return start(new InsertExchange(this, request, source, sink, deadline));
    }

    @Override
    public CompletableFuture<Duration> ping(Deadline deadline) {
        PingExchange ping = new PingExchange(this, deadline);
        try {
            execute(ping);
        } catch (RejectedExecutionException e) {
            ping.onRefused();
        }
        return ping.result();
    }

    @Override
    public void onClose(Runnable action) {
        channel.closeFuture().addListener(closed -> action.run());
    }

    @Override
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.closeFuture().addListener(end -> closed.complete(null));
        try {
            execute(() -> giveUp(context -> new ConnectionException(
                    "this client closed the connection to " + endpoint() + " in the middle of an answer",
                    context,
                    null)));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and with it every socket.
            var unused = channel.close();
        }
        return closed;
    }

    @Override
    public String toString() {
        return "TcpConnection[" + session.endpoint() + ", revision " + session.revision() + "]";
    }

    private TcpExchange start(TcpExchange exchange) {
        try {
            execute(exchange);
        } catch (RejectedExecutionException e) {
            exchange.onRefused();
        }
        return exchange;
    }

    /** Runs {@code task} on the event loop; at once, if this is it. */
    void execute(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    Session session() {
        return session;
    }

    RequestWriter requests() {
        return requests;
    }

    /** Ends what the conversation may take in time; whoever sets it takes it back before it releases the connection. */
    LoopTimer limit() {
        return limit;
    }

    /** Of the conversation that is under way. */
    ProgressSum progress() {
        return stream.packets().progress();
    }

    SilenceWatch silence() {
        return silence;
    }

    @Override
    public boolean isBusy() {
        return conversation != null;
    }

    @Override
    public boolean awaitsServer() {
        return conversation != null && conversation.awaitsServer();
    }

    /** Gives the connection to {@code next}; false if it is busy or closed. */
    boolean claim(Conversation next) {
        if (!isUsable()) {
            return false;
        }
        idle = false;
        conversation = next;
        silence.begin();
        return true;
    }

    /** Takes the connection back; closes it unless {@code reusable} and nothing is left unread. */
    void release(boolean reusable) {
        conversation = null;
        if (reusable && !ended && stream.isEmpty()) {
            idle = true;
            setReading(true);
        } else {
            closeNow();
            if (ended) {
                free();
            }
        }
    }

    /** Closes the socket. What is under way hears of it, unless it was released before. */
    void closeNow() {
        idle = false;
        Sockets.drop(channel);
    }

    /** Writes what leaves with the next flush; {@code listener} hears when the operating system has taken all of it. */
    void write(ByteBuf bytes, @Nullable ChannelFutureListener listener) {
        if (listener == null) {
            var unused = channel.write(bytes, channel.voidPromise());
        } else {
            channel.write(bytes).addListener(listener);
        }
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Goes on reading after {@link Conversation#takesPackets()} was false. */
    void resume() {
        silence.onRead();
        pump();
    }

    void onBytes(ByteBuf bytes) {
        silence.onRead();
        stream.add(bytes);
        Conversation current = conversation;
        if (current == null) {
            stream.release();
            closeNow();
            return;
        }
        current.onBytes(bytes.readableBytes());
        pump();
    }

    void onWritable() {
        if (conversation != null) {
            conversation.onWritable();
        }
    }

    void onInactive(@Nullable Throwable cause) {
        idle = false;
        ended = true;
        silence.end();
        if (endedBy == null) {
            endedBy = cause;
        }
        pump();
        if (conversation == null) {
            free();
        }
    }

    /** The server takes nothing more; what it said before is still read, for a limited time. */
    void onWriteFailed(Throwable cause) {
        if (endedBy != null || ended) {
            return;
        }
        endedBy = cause;
        Conversation current = conversation;
        Duration grace = session.options().timeouts().cancelGrace();
        var unused = channel.eventLoop()
                .schedule(
                        () -> {
                            if (conversation == current) {
                                closeNow();
                            }
                        },
                        grace.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void onSilence(Phase phase) {
        Duration limit = phase == Phase.READ
                ? session.options().timeouts().read()
                : session.options().timeouts().write();
        String what = phase == Phase.READ ? " has sent nothing for " : " has taken no bytes for ";
        giveUp(context -> new OperationTimeoutException(phase, endpoint() + what + limit, context, null));
    }

    /** {@link #breakOff}, from this side. */
    private void giveUp(Function<FailureContext, ClickHouseException> failure) {
        if (conversation != null && channel.isActive()) {
            conversation.beforeClose();
        }
        breakOff(failure);
    }

    /** Closes the socket; what is under way fails as {@code failure} says. */
    void breakOff(Function<FailureContext, ClickHouseException> failure) {
        Conversation current = conversation;
        conversation = null;
        closeNow();
        if (current != null) {
            current.onBroken(failure);
        }
        if (ended) {
            free();
        }
    }

    /** Hands on what has arrived, as long as it is wanted. */
    private void pump() {
        if (reading) {
            return;
        }
        reading = true;
        try {
            while (conversation != null && conversation.takesPackets() && readNext(conversation)) {
                // The conversation may have ended, or may have had enough, with each packet.
            }
        } catch (RuntimeException | Error e) {
            // After an Error, too, what was half read must not be read on: its values would be wrong.
            stream.release();
            breakOff(context -> UnreadableAnswer.failure(e, endpoint(), context));
        } finally {
            reading = false;
        }
        afterPump();
    }

    private boolean readNext(Conversation current) {
        Step step = stream.next(current);
        if (step == Step.PACKET) {
            current.onPacket(stream.packets().packet());
        } else if (step == Step.BLOCK) {
            BlockHeader header = (BlockHeader) stream.packets().packet();
            current.onBlock(header.kind(), stream.packets().block());
        }
        return step != Step.NEEDS_BYTES;
    }

    private void afterPump() {
        Conversation current = conversation;
        if (current == null) {
            return;
        }
        boolean takesPackets = current.takesPackets();
        if (!ended) {
            setReading(takesPackets);
        } else if (takesPackets) {
            Throwable cause = endedBy;
            breakOff(context -> new ConnectionException(
                    "the connection to " + endpoint() + " was closed in the middle of an answer", context, cause));
        }
    }

    private void setReading(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    private void free() {
        limit.close();
        stream.release();
        requests.release();
    }
}
