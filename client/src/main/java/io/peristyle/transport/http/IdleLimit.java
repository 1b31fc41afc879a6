package io.peristyle.transport.http;

import io.netty.util.concurrent.Future;
import io.peristyle.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says when a connection has been idle for nearly as long as the server keeps it. Event loop only, but for {@link #hasPassed}. */
final class IdleLimit {
    private final HttpConnection connection;
    private final Clock clock;
    private final long sessionNanos;
    private long nanos = Long.MAX_VALUE;
    private @Nullable Future<?> timer;
    private long timerEnd;

    /** When the connection may no longer be used; as of the clock, if limited. */
    private volatile long end;

    private volatile boolean limited;
    private volatile boolean session;

    /** @param sessionTimeout how long the server keeps a session that is not used */
    IdleLimit(HttpConnection connection, Clock clock, Duration sessionTimeout) {
        this.connection = connection;
        this.clock = clock;
        this.sessionNanos = sessionTimeout.toNanos() / 3;
    }

    /** The server has said how long it keeps the connection. */
    void keepAlive(KeepAlive keepAlive) {
        nanos = session ? Math.min(sessionNanos, keepAlive.nanos()) : keepAlive.nanos();
        limited = false;
    }

    /** The connection belongs to a session: it is to be used from time to time, and does not come to be too old for use. */
    void beginSession() {
        session = true;
        keepAlive(new KeepAlive(nanos));
        if (!connection.isBusy()) {
            begin();
        }
    }

    /** Whether the server takes another request on the connection. */
    boolean isKept() {
        return nanos > 0;
    }

    /** The connection becomes idle; false if it must not be kept. */
    boolean begin() {
        if (nanos == Long.MAX_VALUE) {
            return true;
        }
        end = clock.nanoTime() + nanos;
        limited = true;
        if (nanos > 0 && (timer == null || end - timerEnd < 0)) {
            cancel();
            schedule(nanos);
        }
        return nanos > 0;
    }

    /** Whether the connection has been idle for too long. Any thread. */
    boolean hasPassed() {
        return limited && !session && clock.nanoTime() - end >= 0;
    }

    /** The connection is closed. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long delay) {
        timerEnd = clock.nanoTime() + delay;
        timer = connection.eventLoop().schedule(this::look, delay, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (!limited) {
            return;
        }
        long left = end - clock.nanoTime();
        if (connection.isBusy()) {
            schedule(nanos);
        } else if (left > 0) {
            schedule(left);
        } else {
            connection.onIdleLimit();
        }
    }
}
