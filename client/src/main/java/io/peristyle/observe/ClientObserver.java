package io.peristyle.observe;

/**
 * Hears of what the client does. Every method does nothing unless it is overridden.
 *
 * <p>Methods are called one after another on the client's callback executor, never on an event loop, in the order in which
 * things happened. An observer that throws is logged and goes on being called. One that blocks hurts only itself: events wait
 * in a bounded queue, and those for which there is no room are dropped and counted, see {@link #onDropped}. With a callback
 * executor of the user's own, one that blocks takes a thread of that.
 *
 * <p>When the client is closed, what waits is delivered while the grace lasts; then it is dropped, and a call that is still
 * under way is interrupted. An observer may use the client, and may close it.
 */
public interface ClientObserver {
    /**
     * Whether to be told of statements, which are many. Asked once, when the client is made: an observer that does not want
     * them leaves its queue to the others.
     */
    default boolean wantsQueries() {
        return true;
    }

    /** Whether to be told of leases, of which each statement takes one or more; else as {@link #wantsQueries}. */
    default boolean wantsLeases() {
        return true;
    }

    /** A connection was opened, could not be opened, or was closed. */
    default void onConnection(ConnectionEvent event) {}

    /** A connection was lent or came back, a caller waited in vain, or a borrower kept one for suspiciously long. */
    default void onLease(LeaseEvent event) {}

    /** A statement began or ended, all its attempts being one. */
    default void onQuery(QueryEvent event) {}

    /** A statement failed at one server and is tried again. */
    default void onRetry(RetryEvent event) {}

    /** A server is no longer given work, is probed, or is given work again. */
    default void onBreaker(BreakerEvent event) {}

    /** A server was added, removed, or taken out of service and back. */
    default void onEndpoint(EndpointEvent event) {}

    /** An insert in the background failed, or was refused because too many were waiting; told whatever else is wanted. */
    default void onLostInsert(LostInsertEvent event) {}

    /** {@code events} were dropped since the last call, as this observer could not keep up. */
    default void onDropped(long events) {}
}
