package io.peristyle.cli;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures as lines for people. */
final class Failures {
    private Failures() {}

    /** What really happened, out of the wrappers of futures and callbacks. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException
                        || cause instanceof ExecutionException
                        || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The message of what really happened, such as {@code Code: 60. UNKNOWN_TABLE: …}. */
    static String text(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        if (message == null) {
            return cause.toString();
        }
        return cause instanceof java.io.IOException ? cause.getClass().getSimpleName() + ": " + message : message;
    }
}
