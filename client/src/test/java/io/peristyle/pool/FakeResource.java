package io.peristyle.pool;

import org.jspecify.annotations.Nullable;

/** Something to lend that does nothing but know its state. */
final class FakeResource {
    final int number;
    volatile boolean usable = true;
    volatile boolean closed;
    volatile boolean taken;
    volatile @Nullable Runnable onBroken;

    FakeResource(int number) {
        this.number = number;
    }

    /** What a FIN, a RST or a stray byte does. */
    void breakDown() {
        usable = false;
        Runnable action = onBroken;
        if (action != null) {
            action.run();
        }
    }
}
