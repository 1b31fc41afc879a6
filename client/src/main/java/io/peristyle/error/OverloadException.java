package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * As much is waiting to be sent in the background as the options allow; nothing of this operation was sent, and nothing that
 * waits was given up for it. The caller may wait, give up the rows, or insert in the foreground.
 */
public final class OverloadException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public OverloadException(String message) {
        this(message, FailureContext.NOTHING_SENT, null);
    }

    private OverloadException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return context().allowsRepetition();
    }

    @Override
    OverloadException copy(String message, FailureContext whole) {
        return new OverloadException(message, whole, getCause());
    }
}
