package io.peristyle.embedded;

import org.jspecify.annotations.Nullable;

/** This machine has no program for the wanted version and cannot fetch one. */
public final class ServerUnavailableException extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String installCommand;

    ServerUnavailableException(String reason, String installCommand, @Nullable Throwable cause) {
        super(reason + "; install it with: " + installCommand, cause);
        this.reason = reason;
        this.installCommand = installCommand;
    }

    /** What is missing, without the command. */
    public String reason() {
        return reason;
    }

    /** A command line that makes the version available. */
    public String installCommand() {
        return installCommand;
    }
}
