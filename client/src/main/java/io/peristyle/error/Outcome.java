package io.peristyle.error;

/** What the caller may conclude about an operation that failed. */
public enum Outcome {
    /** The server did not carry the operation out, and nothing of it remains. */
    NOT_EXECUTED,

    /** The server may or may not have carried the operation out. */
    UNKNOWN,

    /** An insert of which the server may have kept some blocks and not others. */
    POSSIBLY_PARTIAL
}
