package io.peristyle.transport;

/** What the numbers of the server's errors mean for the request, whatever carried it. */
public final class ServerErrorCodes {
    private ServerErrorCodes() {}

    /**
     * Whether an error is another server's, which the one that was asked hands on under its number: of a statement {@code ON
     * CLUSTER}, or a part of a distributed one, of which others may have been carried out.
     */
    public static boolean isOfAnotherServer(String message) {
        return message.contains("There was an error on [") || message.contains("Received from ");
    }

    /**
     * Whether a statement that failed with {@code code}, by {@linkplain #isOfAnotherServer no other server}, was refused before
     * anything of it was carried out.
     */
    public static boolean isBeforeExecution(int code) {
        return switch (code) {
            // Syntax, unknown setting, read-only mode, a running query of the same id, a missing parameter.
            case 62, 115, 164, 216, 456 -> true;
            default -> false;
        };
    }
}
