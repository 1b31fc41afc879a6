package io.peristyle.client;

import io.peristyle.cluster.Relay;
import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the signals of one result from the event loop to the callback executor, in order: to the user's listeners and to
 * the receiver of the rows.
 */
final class ResultFeed implements ResultSink {
    private static final int MAXIMUM_WAITING = 256;
    /** With more rows than these, a receiver shall begin before the result is complete. */
    private static final int FEW_ROWS = 1024;

    private final SerialExecutor serial;
    private final ResultListeners listeners;
    private final ResultReceiver receiver;
    private final Relay exchange = new Relay();
    // The first signal of its kind makes these; most results have none.
    private @Nullable AtomicReference<@Nullable Progress> latestProgress;
    private @Nullable LatestSignals<Block> log;
    private @Nullable LatestSignals<Block> profileEvents;
    // Names and types that the receiver has not heard of; touched by the event loop only.
    private @Nullable Block header;
    /**
     * The first few rows: the end of most results comes right behind them, so that a thread is woken once for both. Touched
     * by the event loop only.
     */
    private @Nullable Rows held;

    private boolean begun;
    /** Whether anything was said of the end; touched like {@link #held}. */
    private boolean ended;

    // Touched in tasks of the serial executor only.
    private boolean done;

    ResultFeed(SerialExecutor serial, ResultListeners listeners, ResultReceiver receiver) {
        this.serial = serial;
        this.listeners = listeners;
        this.receiver = receiver;
    }

    /** The statement was started. */
    void attach(Exchange started) {
        exchange.attach(started);
    }

    /** Asks for more blocks. */
    void request(long blocks) {
        exchange.request(blocks);
    }

    /** Gives the statement up; the receiver hears nothing more of what has not begun. */
    void cancel() {
        exchange.cancel();
    }

    /** The receiver hears of it with the first rows, or the end, which saves it a turn of its own. */
    @Override
    public void onHeader(Block names) {
        header = names;
        tellLater(listeners.header, names);
    }

    @Override
    public void onBlock(Block block) {
        Rows rows = new Rows(takeHeader(), block);
        if (!begun && block.rows() <= FEW_ROWS && receiver.awaitsMore()) {
            held = rows;
        } else {
            execute(rows);
        }
        begun = true;
    }

    private void execute(Signal signal) {
        signal.before = held;
        held = null;
        serial.execute(signal);
    }

    @Override
    public @Nullable ArrayPool arrays() {
        return receiver.arrays();
    }

    private @Nullable Block takeHeader() {
        Block names = header;
        header = null;
        return names;
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        submit(() -> receiver.bytes(bytes));
    }

    @Override
    public void onTotals(Block totals) {
        tellLater(listeners.totals, totals);
    }

    @Override
    public void onExtremes(Block extremes) {
        tellLater(listeners.extremes, extremes);
    }

    @Override
    public boolean wantsProgress() {
        return listeners.progress != null;
    }

    /** Progress is a running sum: a listener that is slower than the server sees the latest only. */
    @Override
    public void onProgress(Progress progress) {
        if (listeners.progress == null) {
            return;
        }
        AtomicReference<@Nullable Progress> latest = latestProgress;
        if (latest == null) {
            latest = new AtomicReference<>();
            latestProgress = latest;
        }
        AtomicReference<@Nullable Progress> told = latest;
        if (told.getAndSet(progress) == null) {
            submit(() -> tell(listeners.progress, told.getAndSet(null)));
        }
    }

    @Override
    public boolean wantsLog() {
        return listeners.log != null;
    }

    @Override
    public boolean wantsProfileEvents() {
        return listeners.profileEvents != null;
    }

    @Override
    public void onLog(Block lines) {
        log = log == null ? new LatestSignals<>(MAXIMUM_WAITING) : log;
        tellLatest(listeners.log, log, lines);
    }

    @Override
    public void onProfileEvents(Block events) {
        profileEvents = profileEvents == null ? new LatestSignals<>(MAXIMUM_WAITING) : profileEvents;
        tellLatest(listeners.profileEvents, profileEvents, events);
    }

    @Override
    public void onEnd(Summary summary) {
        ended = true;
        execute(new End(takeHeader(), summary));
    }

    @Override
    public void onFailure(ClickHouseException failure) {
        ended = true;
        submit(() -> fail(failure));
    }

    /** An exchange that was cancelled says nothing; if that was not asked for, whoever waits is told all the same. */
    @Override
    public void onReleased() {
        if (!ended) {
            submit(() -> fail(brokenOff()));
        }
    }

    private static ClickHouseException brokenOff() {
        return new ConnectionException(
                "the statement was broken off by a failure within the client, which was logged",
                new FailureContext(Outcome.UNKNOWN, null, null, 1, true),
                null);
    }

    private <T> void tellLater(@Nullable Consumer<? super T> listener, T signal) {
        if (listener != null) {
            submit(() -> tell(listener, signal));
        }
    }

    // The server sends these without being asked for them, so that demand does not bound them.
    private void tellLatest(@Nullable Consumer<? super Block> listener, LatestSignals<Block> waiting, Block signal) {
        if (listener != null && waiting.add(signal)) {
            submit(() -> tell(listener, waiting.poll()));
        }
    }

    private static <T> void tell(@Nullable Consumer<? super T> listener, @Nullable T signal) {
        if (listener != null && signal != null) {
            listener.accept(signal);
        }
    }

    private void submit(Runnable signal) {
        execute(new Other(signal));
    }

    private void fail(Throwable failure) {
        done = true;
        receiver.failure(failure);
    }

    /** What is to be said, unless the result has come to its end before. Says it once, and forgets it. */
    private abstract class Signal extends SerialExecutor.Step {
        private @Nullable Rows before;
        private @Nullable Block names;

        Signal(@Nullable Block names) {
            this.names = names;
        }

        abstract void say();

        abstract void forget();

        @Override
        public final void run() {
            if (before != null) {
                before.run();
                before = null;
            }
            try {
                if (!done && !exchange.isCancelled()) {
                    if (names != null) {
                        receiver.header(names);
                    }
                    say();
                }
            } catch (Throwable thrown) {
                exchange.cancel();
                fail(thrown);
            } finally {
                names = null;
                forget();
            }
        }
    }

    private final class Rows extends Signal {
        private @Nullable Block block;

        Rows(@Nullable Block names, Block block) {
            super(names);
            this.block = block;
        }

        @Override
        void say() {
            if (block != null) {
                receiver.block(block);
            }
        }

        @Override
        void forget() {
            block = null;
        }
    }

    private final class End extends Signal {
        private final Summary summary;

        End(@Nullable Block names, Summary summary) {
            super(names);
            this.summary = summary;
        }

        @Override
        void say() {
            done = true;
            receiver.end(summary);
        }

        @Override
        void forget() {}
    }

    private final class Other extends Signal {
        private @Nullable Runnable what;

        Other(Runnable what) {
            super(null);
            this.what = what;
        }

        @Override
        void say() {
            if (what != null) {
                what.run();
            }
        }

        @Override
        void forget() {
            what = null;
        }
    }
}
