package io.peristyle.embedded;

import org.jspecify.annotations.Nullable;

/** A query sent through {@link ClickHouseServer#http} failed: the server refused it or could not be reached. */
public final class HttpQueryException extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    HttpQueryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
