package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error. {@link #code()} and {@link #codeName()} are ClickHouse's own, such as 60 and {@code
 * UNKNOWN_TABLE}.
 */
public final class ServerException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String codeName;
    private final String serverMessage;

    /**
     * @param serverMessage the server's text without its class name
     * @param cause the nested error, if the server sent one
     */
    public ServerException(
            int code, String codeName, String serverMessage, FailureContext context, @Nullable ServerException cause) {
        super("Code: " + code + ". " + codeName + ": " + serverMessage, cause, context);
        this.code = code;
        this.codeName = codeName;
        this.serverMessage = serverMessage;
    }

    private ServerException(String message, ServerException original, FailureContext context) {
        super(message, original.getCause(), context);
        this.code = original.code;
        this.codeName = original.codeName;
        this.serverMessage = original.serverMessage;
    }

    /** ClickHouse's number of the error, such as 60. */
    public int code() {
        return code;
    }

    /** ClickHouse's name of the error, such as {@code UNKNOWN_TABLE}; {@code UNKNOWN} for a number without a name here. */
    public String codeName() {
        return codeName;
    }

    /** What the server said, without the name of the C++ class that its text begins with. */
    public String serverMessage() {
        return serverMessage;
    }

    /** Whether the server refused the credentials or the user. Such a failure is never retried. */
    public boolean isAuthentication() {
        return switch (code) {
            case 192, 193, 194, 195, 516, 702, 720 -> true;
            default -> false;
        };
    }

    @Override
    public boolean isRetrySafe() {
        return TransientError.of(code) != null && context().allowsRepetition();
    }

    @Override
    ServerException copy(String message, FailureContext whole) {
        return new ServerException(message, this, whole);
    }
}
