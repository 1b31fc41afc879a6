package io.peristyle.pool;

import org.jspecify.annotations.Nullable;

/**
 * How it went with a lease, as its borrower says.
 *
 * @param failure what the server or the way to it failed with; null if it did what it was asked for
 */
record Verdict(@Nullable Throwable failure) {
    static final Verdict SUCCESS = new Verdict(null);
}
