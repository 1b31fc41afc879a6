package io.peristyle.embedded;

import org.jspecify.annotations.Nullable;

/** Root of what starting, controlling and asking an embedded server may throw. */
public sealed class EmbeddedServerException extends RuntimeException
        permits ServerUnavailableException, ServerStartException, HttpQueryException {
    private static final long serialVersionUID = 1L;

    EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
