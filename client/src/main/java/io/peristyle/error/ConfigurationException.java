package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/** A URL, option or property that is malformed, unknown or out of range; the message names the nearest valid one. */
public final class ConfigurationException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        this(message, null);
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        this(message, FailureContext.NOTHING_SENT, cause);
    }

    private ConfigurationException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return false;
    }

    @Override
    ConfigurationException copy(String message, FailureContext whole) {
        return new ConfigurationException(message, whole, getCause());
    }
}
