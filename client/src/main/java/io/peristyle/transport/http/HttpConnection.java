package io.peristyle.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.netty.SilenceWatch;
import io.peristyle.transport.netty.Sockets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A socket that carries one request and its answer after another. What it is busy with, and everything else without a
 * remark, is touched on its event loop only.
 *
 * <p>Whatever arrives while nothing is under way, a byte or the end, closes it. It closes itself before the server would.
 */
final class HttpConnection implements Connection, SilenceWatch.Watched {
    private final Channel channel;
    private final HttpSession session;
    private final RequestWriter requests;
    private final AnswerReader answers;
    private final SilenceWatch silence;
    private final IdleLimit idleLimit;
    private final SessionRefresh refresh = new SessionRefresh(this);

    /** Set before the connection is handed out, and at most once more while it asks the server who it is. */
    private volatile ServerProfile profile;

    private @Nullable Conversation conversation;
    private boolean ended;
    private @Nullable Throwable endedBy;

    /** Whether nothing is under way and nothing is unread; written on the event loop, read anywhere. */
    private volatile boolean idle = true;

    HttpConnection(Channel channel, HttpSession session, ServerProfile profile) {
        this.channel = channel;
        this.session = session;
        this.profile = profile;
        this.requests = new RequestWriter(session, channel.alloc());
        this.silence = new SilenceWatch(this, channel, session.options().timeouts(), session.clock());
        this.idleLimit =
                new IdleLimit(this, session.clock(), session.options().http().sessionTimeout());
        this.answers = new AnswerReader(this, newBody(profile));
    }

    /** Puts the connection behind the socket. */
    void start() {
        channel.pipeline()
                .addLast(answers.bytes(), answers.decoder(), new HttpRequestEncoder(), new ConnectionHandler(this));
    }

    @Override
    public Endpoint endpoint() {
        return session.endpoint();
    }

    @Override
    public ServerInfo server() {
        return profile.server();
    }

    @Override
    public boolean isUsable() {
        return (idle || refresh.isRunning()) && channel.isActive() && !idleLimit.hasPassed();
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
    public void beginSession() {
        execute(() -> {
            requests.arguments().beginSession();
            idleLimit.beginSession();
        });
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
            execute(() -> breakOff(context -> new ConnectionException(
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
        return "HttpConnection[" + session.endpoint() + "]";
    }

    private HttpExchange start(HttpExchange exchange) {
        try {
            execute(() -> refresh.run(exchange));
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

    HttpSession session() {
        return session;
    }

    ServerProfile profile() {
        return profile;
    }

    /** What the server is, as far as it is known by now; between two exchanges. */
    void profile(ServerProfile known) {
        profile = known;
        answers.body(newBody(known));
    }

    RequestWriter requests() {
        return requests;
    }

    AnswerReader answers() {
        return answers;
    }

    AnswerBody body() {
        return answers.body();
    }

    @Nullable
    Conversation conversation() {
        return conversation;
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
        if (conversation != null || !isUsable()) {
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
        boolean clean = answers.isClean();
        answers.reset();
        if (reusable && !ended && clean && idleLimit.begin()) {
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

    /** A request leaves with the next flush, or its beginning; the answer to the one before was read to its end. */
    void writeHead(Object request, ChannelFutureListener listener) {
        if (conversation != null) {
            answers.expect(conversation);
        }
        write(request, listener);
    }

    /** More of it leaves with the next flush; {@code listener} hears when the operating system has taken all of it. */
    void write(Object content, ChannelFutureListener listener) {
        channel.write(content).addListener(listener);
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Whether the server takes another request on the connection, as of its last answer. */
    boolean isKept() {
        return idleLimit.isKept();
    }

    /** Has been idle for so long that the server would close it soon, or forget the session. */
    void onIdleLimit() {
        if (!requests.arguments().isSession()) {
            closeNow();
            return;
        }
        refresh.start();
    }

    /** Goes on reading after {@link Conversation#takesAnswer()} was false. */
    void resume() {
        silence.onRead();
        answers.pump();
    }

    /** Bytes have arrived; false if nobody waits for any. */
    boolean onBytes() {
        silence.onRead();
        if (conversation == null) {
            closeNow();
            return false;
        }
        return true;
    }

    void onKeepAlive(KeepAlive keepAlive) {
        idleLimit.keepAlive(keepAlive);
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
        answers.cut();
        if (conversation == null) {
            free();
        }
    }

    @Override
    public void onSilence(Phase phase) {
        Duration limit = phase == Phase.READ
                ? session.options().timeouts().read()
                : session.options().timeouts().write();
        String what = phase == Phase.READ
                ? " has sent nothing for " + limit + " (read_timeout); over HTTP it may be working all the same"
                : " has taken no bytes for " + limit;
        if (phase == Phase.READ && conversation != null) {
            conversation.onSilence();
        }
        breakOff(context -> new OperationTimeoutException(phase, endpoint() + what, context, null));
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

    /** What happened when the socket was closed in the middle of an answer. */
    ConnectionException closedInTheMiddle(FailureContext context) {
        return new ConnectionException(
                "the connection to " + endpoint() + " was closed in the middle of an answer", context, endedBy);
    }

    /** What has arrived was handed on as far as it is wanted. */
    void afterPump() {
        Conversation current = conversation;
        if (current == null) {
            return;
        }
        boolean takesAnswer = current.takesAnswer();
        if (!ended) {
            setReading(takesAnswer);
        } else if (takesAnswer) {
            breakOff(this::closedInTheMiddle);
        }
    }

    private void setReading(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    private AnswerBody newBody(ServerProfile known) {
        return new AnswerBody(
                known.revision(), known.codecs(), session.options().limits(), channel.alloc());
    }

    private void free() {
        idleLimit.cancel();
        answers.release();
        requests.release();
    }
}
