package io.peristyle.cluster;

import io.peristyle.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose real one comes later: keeps demand and cancelling until then. May be given another one as long as the
 * earlier has delivered no block; the whole demand is repeated then.
 */
public final class Relay implements Exchange {
    // All below is guarded by this object's monitor, which is no one else's, and in which no foreign code runs.
    private @Nullable Exchange target;
    private long demand;
    private int latestAttempt;
    private boolean cancelled;

    /** Passes on what was asked so far, and what will be. */
    public void attach(Exchange exchange) {
        attach(exchange, 0);
    }

    /**
     * Passes on to the exchange of one of several attempts. An attempt may fail, and the next one begin, before the thread
     * that started it comes to attach it: an earlier attempt never takes the place of a later one.
     */
    void attach(Exchange exchange, int attempt) {
        long asked;
        boolean givenUp;
        synchronized (this) {
            if (attempt < latestAttempt) {
                return;
            }
            latestAttempt = attempt;
            target = exchange;
            asked = demand;
            givenUp = cancelled;
        }
        if (givenUp) {
            exchange.cancel();
        } else if (asked > 0) {
            exchange.request(asked);
        }
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        synchronized (this) {
            return cancelled;
        }
    }

    @Override
    public void request(long blocks) {
        Exchange exchange;
        synchronized (this) {
            demand = demand + blocks < 0 ? Long.MAX_VALUE : demand + blocks;
            exchange = cancelled ? null : target;
        }
        if (exchange != null) {
            exchange.request(blocks);
        }
    }

    @Override
    public void cancel() {
        Exchange exchange;
        synchronized (this) {
            exchange = cancelled ? null : target;
            cancelled = true;
        }
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
