package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrampolineTest {
    private final Trampoline trampoline = new Trampoline();

    @Test
    void runsANestedActionBeforeTheCallThatCausedItReturns() {
        List<String> order = new ArrayList<>();
        run(() -> {
            order.add("outer begins");
            run(() -> order.add("inner"));
            order.add("outer ends");
        });
        assertThat(order).containsExactly("outer begins", "inner", "outer ends");
    }

    @Test
    void bearsAnyDepth() {
        AtomicInteger left = new AtomicInteger(1_000_000);
        nest(left);
        assertThat(left).hasValue(0);
    }

    @Test
    void runsTheOtherActionsWhenOneThrows() {
        List<String> ran = new ArrayList<>();
        Actions actions = new Actions();
        actions.add(() -> {
            throw new IllegalStateException("the first");
        });
        actions.add(() -> ran.add("the second"));
        trampoline.run(actions);

        assertThat(ran).containsExactly("the second");
    }

    private void nest(AtomicInteger left) {
        if (left.get() > 0) {
            left.decrementAndGet();
            run(() -> nest(left));
        }
    }

    private void run(Runnable action) {
        Actions actions = new Actions();
        actions.add(action);
        trampoline.run(actions);
    }
}
