package io.peristyle.wire;

/** The signal that a value's bytes have not all arrived yet. One instance without a stack trace: it is no failure. */
@SuppressWarnings("StaticAssignmentOfThrowable") // immutable: no trace, no suppressed ones
public final class IncompleteException extends RuntimeException {
    public static final IncompleteException INSTANCE = new IncompleteException();

    private static final long serialVersionUID = 1L;

    private IncompleteException() {
        super("more bytes are needed", null, false, false);
    }
}
