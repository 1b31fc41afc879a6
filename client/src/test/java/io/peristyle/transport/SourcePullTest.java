package io.peristyle.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SourcePullTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Insert insert = new Insert();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void nothingIsAskedWhileTheSourceIsStillToAnswer() {
        CompletableFuture<@Nullable String> first = new CompletableFuture<>();
        insert.source = () -> first;
        insert.pull.pull();
        insert.pull.pull();
        assertThat(insert.asked).isEqualTo(1);

        first.complete("rows");
        insert.pull.pull();
        assertThat(insert.asked).as("before the event loop has the answer").isEqualTo(1);
        tasks.remove().run();
        assertThat(insert.taken).containsExactly("rows");
        insert.pull.pull();
        assertThat(insert.asked).isEqualTo(2);
    }

    @Test
    void pullsThatAreDueAreOne() {
        insert.source = CompletableFuture::new;
        insert.pull.pullLater();
        insert.pull.pullLater();
        assertThat(insert.sends).isZero();
        channel.runScheduledPendingTasks();
        assertThat(insert.sends).isEqualTo(1);
    }

    @Test
    void whateverTheSourceThrowsFailsTheInsert() {
        for (Throwable thrown : List.of(new IllegalStateException(), new OutOfMemoryError(), new IOException())) {
            Insert another = new Insert();
            another.source = () -> {
                SourcePullTest.<RuntimeException>undeclared(thrown);
                return new CompletableFuture<>();
            };
            another.pull.pull();
            assertThat(another.failure).hasRootCause(thrown);
        }
    }

    @Test
    void whateverAPieceThrowsFailsTheInsert() {
        OutOfMemoryError thrown = new OutOfMemoryError();
        insert.source = () -> CompletableFuture.completedFuture("rows");
        insert.onTake = thrown;
        insert.pull.pullLater();
        channel.runScheduledPendingTasks();
        assertThat(insert.failure).isSameAs(thrown);
    }

    @Test
    void whatComesAfterTheInsertHasEndedIsDropped() {
        CompletableFuture<@Nullable String> late = new CompletableFuture<>();
        insert.source = () -> late;
        insert.pull.pull();
        insert.active = false;
        late.complete("rows");
        tasks.remove().run();
        insert.pull.pull();
        assertThat(insert.taken).isEmpty();
        assertThat(insert.sends).isEqualTo(1);
    }

    /** Not all languages and tools declare what they throw. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private final class Insert implements SourcePull.Sender<String> {
        private final SourcePull<String> pull = new SourcePull<>(tasks::add, channel.eventLoop(), this);
        private final List<@Nullable String> taken = new ArrayList<>();
        private Supplier<CompletableFuture<@Nullable String>> source = CompletableFuture::new;
        private boolean active = true;
        private int sends;
        private int asked;
        private @Nullable Error onTake;
        private @Nullable Throwable failure;

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public void sendNext() {
            sends++;
            pull.ask(() -> {
                asked++;
                return source.get();
            });
        }

        @Override
        public void take(@Nullable String piece) {
            if (onTake != null) {
                throw onTake;
            }
            taken.add(piece);
        }

        @Override
        public void onSourceFailure(Throwable reason) {
            active = false;
            failure = reason;
        }
    }
}
