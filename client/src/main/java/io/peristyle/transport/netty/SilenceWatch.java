package io.peristyle.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.options.Timeouts;
import io.peristyle.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices a server that neither sends what it owes nor takes what it is sent. Looks a few times within each limit while
 * an exchange is under way, instead of a timer per read: a limit is met up to a quarter late. Event loop only.
 */
public final class SilenceWatch implements Runnable {
    private static final long SHORTEST_PERIOD = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PERIOD = TimeUnit.SECONDS.toNanos(15);

    private final Watched connection;
    private final Channel channel;
    private final Clock clock;
    private final long readNanos;
    private final long writeNanos;
    private final long periodNanos;

    private boolean scheduled;
    private boolean ended;
    private @Nullable ScheduledFuture<?> timer;
    private long lastRead;
    private long lastWrite;
    private long pendingBytes;
    private long progress;

    public SilenceWatch(Watched connection, Channel channel, Timeouts timeouts, Clock clock) {
        this.connection = connection;
        this.channel = channel;
        this.clock = clock;
        readNanos = timeouts.read().toNanos();
        writeNanos = timeouts.write().toNanos();
        periodNanos = Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, Math.min(readNanos, writeNanos) / 4));
    }

    /** An exchange begins, or begins to await the server. */
    public void begin() {
        long now = clock.nanoTime();
        lastRead = now;
        if (!scheduled) {
            scheduled = true;
            lastWrite = now;
            schedule();
        }
    }

    /** The socket is closed. A timer that went on would keep all that belongs to the connection for as long. */
    public void end() {
        ended = true;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Bytes have arrived, or are about to be read again. */
    public void onRead() {
        lastRead = clock.nanoTime();
    }

    @Override
    public void run() {
        if (!connection.isBusy()) {
            scheduled = false;
            return;
        }
        long now = clock.nanoTime();
        if (isWriting(now)) {
            // Who has not heard the question yet owes no answer.
            lastRead = now;
            if (now - lastWrite >= writeNanos) {
                connection.onSilence(Phase.WRITE);
            }
        } else if (!connection.awaitsServer()) {
            lastRead = now;
        } else if (now - lastRead >= readNanos) {
            connection.onSilence(Phase.READ);
        }
        schedule();
    }

    private boolean isWriting(long now) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.totalPendingWriteBytes() == 0) {
            pendingBytes = 0;
            lastWrite = now;
            return false;
        }
        long bytes = buffer.totalPendingWriteBytes();
        long current = buffer.currentProgress();
        if (bytes != pendingBytes || current != progress) {
            pendingBytes = bytes;
            progress = current;
            lastWrite = now;
        }
        return true;
    }

    private void schedule() {
        if (!ended) {
            timer = channel.eventLoop().schedule(this, periodNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** A connection as the watch sees it. Event loop only. */
    public interface Watched {
        /** Whether an exchange is under way. */
        boolean isBusy();

        /** Whether the server owes an answer now, so that its silence counts. */
        boolean awaitsServer();

        /** The server has been silent for too long, or has taken no bytes for too long. */
        void onSilence(Phase phase);
    }
}
