package io.peristyle.transport;

import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals after which there is nothing left to cancel: what a sink throws in them, errors included, is logged. The connection
 * may serve another statement by then, which must not suffer from it.
 */
public final class LastSignals {
    private static final Logger LOG = LoggerFactory.getLogger(LastSignals.class);

    private final ResultSink sink;

    public LastSignals(ResultSink sink) {
        this.sink = sink;
    }

    public void onEnd(Summary summary) {
        try {
            sink.onEnd(summary);
        } catch (RuntimeException | Error e) {
            LOG.warn("A consumer threw at the end of an answer", e);
        }
    }

    public void onFailure(ClickHouseException failure) {
        try {
            sink.onFailure(failure);
        } catch (RuntimeException | Error e) {
            LOG.warn("A consumer threw when it was told of a failure", e);
        }
    }

    public void onReleased() {
        try {
            sink.onReleased();
        } catch (RuntimeException | Error e) {
            LOG.warn("A consumer threw when its connection was released", e);
        }
    }
}
