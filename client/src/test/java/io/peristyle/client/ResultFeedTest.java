package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class ResultFeedTest {
    private static final Summary SUMMARY =
            new Summary("", ScriptedConnection.ENDPOINT, List.of(ScriptedConnection.ENDPOINT), 0, 0, -1, Progress.NONE);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final ResultListeners listeners = new ResultListeners();
    private final List<String> heard = new ArrayList<>();
    private final ResultFeed feed = new ResultFeed(new SerialExecutor(tasks::add), listeners, new Heard());
    private boolean awaitsMore;
    private boolean refuses;

    @Test
    void keepsTheLatestOfALogThatNobodyTakes() {
        listeners.log = log -> heard.add("log " + log.column(0).longValue(0));
        for (int i = 0; i < 100_000; i++) {
            feed.onLog(ScriptedConnection.block(i, 1));
        }
        run();

        assertThat(heard).hasSize(256).startsWith("log 99744").endsWith("log 99999");
    }

    @Test
    void boundsProfileEventsToo() {
        listeners.profileEvents = events -> heard.add("events");
        for (int i = 0; i < 1000; i++) {
            feed.onProfileEvents(ScriptedConnection.block(i, 1));
        }
        run();

        assertThat(heard).hasSize(256);
    }

    @Test
    void tellsLogAndRowsInTheirOrder() {
        listeners.log = log -> heard.add("log");
        feed.onLog(ScriptedConnection.block(0, 1));
        feed.onBlock(ScriptedConnection.block(0, 1));
        feed.onLog(ScriptedConnection.block(0, 1));
        feed.onEnd(SUMMARY);
        run();

        assertThat(heard).containsExactly("log", "block", "log", "end");
    }

    @Test
    void tellsNothingBehindAListenerThatThrows() {
        listeners.log = log -> {
            throw new IllegalStateException("enough");
        };
        feed.onLog(ScriptedConnection.block(0, 1));
        feed.onBlock(ScriptedConnection.block(0, 1));
        run();

        assertThat(heard).containsExactly("java.lang.IllegalStateException: enough");
    }

    @Test
    void tellsOfAnEndOfWhichNothingWasSaid() {
        feed.onBlock(ScriptedConnection.block(0, 1));
        feed.onReleased();
        run();

        assertThat(heard).hasSize(2).last().asString().contains("broken off");
    }

    @Test
    void tellsNothingMoreWhereSomethingWasSaidOrTheUserGaveUp() {
        feed.onEnd(SUMMARY);
        feed.onReleased();
        run();
        assertThat(heard).containsExactly("end");

        ResultFeed other = new ResultFeed(new SerialExecutor(tasks::add), listeners, new Heard());
        other.cancel();
        other.onReleased();
        run();
        assertThat(heard).containsExactly("end");
    }

    @Test
    void tellsTheLatestProgressOnly() {
        listeners.progress = progress -> heard.add("progress");
        for (int i = 0; i < 1000; i++) {
            feed.onProgress(Progress.NONE);
        }
        run();

        assertThat(heard).containsExactly("progress");
    }

    @Test
    void tellsTheFirstRowsWithWhatFollowsThem() {
        awaitsMore = true;
        feed.onHeader(ScriptedConnection.block(0, 0));
        feed.onBlock(ScriptedConnection.block(0, 1));
        assertThat(tasks).isEmpty();
        feed.onEnd(SUMMARY);

        assertThat(tasks).hasSize(1);
        run();
        assertThat(heard).containsExactly("header", "block", "end");
    }

    @Test
    void holdsNoRowsBackButTheFirst() {
        awaitsMore = true;
        feed.onBlock(ScriptedConnection.block(0, 1));
        feed.onBlock(ScriptedConnection.block(0, 1));
        run();
        assertThat(heard).containsExactly("block", "block");
        feed.onBlock(ScriptedConnection.block(0, 1));
        run();

        assertThat(heard).containsExactly("block", "block", "block");
    }

    @Test
    void tellsManyRowsAtOnce() {
        awaitsMore = true;
        feed.onBlock(ScriptedConnection.block(0, 1025));
        run();

        assertThat(heard).containsExactly("block");
    }

    @Test
    void tellsTheFirstRowsBeforeAFailureAndALog() {
        awaitsMore = true;
        listeners.log = log -> heard.add("log");
        feed.onBlock(ScriptedConnection.block(0, 1));
        feed.onLog(ScriptedConnection.block(0, 1));
        feed.onFailure(new ConfigurationException("none"));
        run();

        assertThat(heard).startsWith("block", "log").hasSize(3);
    }

    @Test
    void saysNothingMoreIfTheFirstRowsAreRefused() {
        awaitsMore = true;
        listeners.log = log -> heard.add("log");
        refuses = true;
        feed.onBlock(ScriptedConnection.block(0, 1));
        feed.onEnd(SUMMARY);
        run();

        assertThat(heard).containsExactly("java.lang.IllegalStateException: refused");
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private final class Heard implements ResultReceiver {
        @Override
        public boolean awaitsMore() {
            return awaitsMore;
        }

        @Override
        public void header(Block header) {
            heard.add("header");
        }

        @Override
        public void block(Block block) {
            if (refuses) {
                throw new IllegalStateException("refused");
            }
            heard.add("block");
        }

        @Override
        public void end(Summary summary) {
            heard.add("end");
        }

        @Override
        public void failure(Throwable failure) {
            heard.add(failure.toString());
        }
    }
}
