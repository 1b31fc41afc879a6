package io.peristyle.cli.input;

/** Text that is no row of the format, or does not fit its column; the message begins with line and column. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(long line, long column, String message, Throwable cause) {
        super("line " + line + ", column " + column + ": " + message, cause);
    }

    InputException(long line, long column, String message) {
        super("line " + line + ", column " + column + ": " + message);
    }
}
