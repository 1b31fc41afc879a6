package io.peristyle.cluster;

import io.peristyle.column.Block;

/**
 * Looks in the server's counters whether it took blocks of an insert for ones that it has. Touched by the connection's event
 * loop only.
 *
 * <p>Servers send their counters with the answer since revision 54451, unless {@code send_profile_events} forbids it; over
 * HTTP they send none.
 */
final class DuplicateWatch {
    private static final String COUNTER = "DuplicatedInsertedBlocks";

    private boolean countersCame;
    private boolean duplicatesCame;

    /** Counters have come. */
    void see(Block counters) {
        int names = counters.names().indexOf("name");
        if (names < 0) {
            return;
        }
        countersCame = true;
        for (int row = 0; row < counters.rows(); row++) {
            duplicatesCame |= COUNTER.equals(counters.column(names).stringValue(row));
        }
    }

    /** Whether the server may have left blocks out. */
    boolean mayHaveLeftOut() {
        return duplicatesCame || !countersCame;
    }
}
