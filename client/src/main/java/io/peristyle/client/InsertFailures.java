package io.peristyle.client;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;

/** What becomes of inserts of which no server says anything. */
final class InsertFailures {
    private InsertFailures() {}

    /** The end of an insert that was broken off without a word. */
    static ClickHouseException unheardOf() {
        return new ConnectionException(
                "the insert was broken off, and it is not known how far it had come",
                new FailureContext(Outcome.POSSIBLY_PARTIAL, null, null, 1, true),
                null);
    }
}
