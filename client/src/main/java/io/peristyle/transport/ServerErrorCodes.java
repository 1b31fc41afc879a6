package io.peristyle.transport;

/** What the numbers of the server's errors mean for the request, whatever carried it. */
public final class ServerErrorCodes {
    private ServerErrorCodes() {}

    /** Whether a statement that failed with {@code code} was refused before anything of it was carried out. */
    public static boolean isBeforeExecution(int code) {
        return switch (code) {
            // Syntax, unknown setting, read-only mode, a running query of the same id, a missing parameter.
            case 62, 115, 164, 216, 456 -> true;
            default -> false;
        };
    }
}
