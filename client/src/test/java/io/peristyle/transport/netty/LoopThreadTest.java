package io.peristyle.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.options.ThreadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopThreadTest {
    private final EventLoops loops = new EventLoops(new ThreadOptions(1, 1, null, ThreadOptions.Transport.AUTO));

    @AfterEach
    void close() {
        loops.close().join();
    }

    @Test
    void runsATaskOnceAtTheEndOfTheTurnThatAskedForItTwice() throws Exception {
        List<String> heard = new ArrayList<>();
        CompletableFuture<Void> turnEnded = new CompletableFuture<>();
        Runnable task = () -> {
            heard.add("task");
            turnEnded.complete(null);
        };
        loops.schedule(
                () -> {
                    LoopThread.atEndOfTurn(task);
                    LoopThread.atEndOfTurn(task);
                    heard.add("turn");
                },
                0,
                TimeUnit.NANOSECONDS);
        turnEnded.get(30, TimeUnit.SECONDS);
        CompletableFuture<Void> later = new CompletableFuture<>();
        loops.schedule(() -> later.complete(null), 0, TimeUnit.NANOSECONDS);
        later.get(30, TimeUnit.SECONDS);

        assertThat(heard).containsExactly("turn", "task");
    }

    @Test
    void runsATaskAtOnceOnAnotherThread() {
        List<String> heard = new ArrayList<>();
        LoopThread.atEndOfTurn(() -> heard.add("task"));

        assertThat(heard).containsExactly("task");
    }
}
