package io.peristyle.embedded;

import org.jspecify.annotations.Nullable;

/** A server did not start, stop or obey; the message ends with the tail of its log where there is one. */
public final class ServerStartException extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    ServerStartException(String message) {
        this(message, null);
    }

    ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
