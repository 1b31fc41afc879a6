package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/** Something to lend that does nothing but know its state. */
final class FakeResource {
    final int number;
    final Endpoint endpoint;
    volatile boolean usable = true;
    volatile boolean closed;
    volatile boolean taken;
    volatile @Nullable Runnable onBroken;

    FakeResource(int number, Endpoint endpoint) {
        this.number = number;
        this.endpoint = endpoint;
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
