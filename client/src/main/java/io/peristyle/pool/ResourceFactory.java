package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import java.util.concurrent.CompletableFuture;

/**
 * Opens, examines and closes what a pool lends.
 *
 * <p>The pool calls it from any thread and never under its lock. What it throws is taken as the failure of that call. Every
 * future it returns must complete in finite time: limits of connecting and of validating are the factory's.
 */
public interface ResourceFactory<R> {
    /**
     * Opens a new resource at one place.
     *
     * <p>The pool cancels the future only when it is closed meanwhile. A factory whose resource is complete after that finds
     * {@link CompletableFuture#complete} return false and must close the resource itself.
     *
     * @return fails with the exception that the waiting caller is to see
     */
    CompletableFuture<R> open(Endpoint endpoint);

    /**
     * Whether what opening failed with would be met at every other place as well, such as a refused login: the caller is told,
     * and no other place is tried. False by default.
     */
    default boolean isHopeless(Throwable failure) {
        return false;
    }

    /** Whether the resource may be lent as far as can be seen locally, without I/O. Called at each lending and return. */
    boolean isUsable(R resource);

    /**
     * Closes the resource at once, whatever it is doing; called exactly once for each opened resource.
     *
     * @return completes when nothing of the resource is left
     */
    CompletableFuture<Void> close(R resource);

    /**
     * Has {@code action} run when the resource dies or receives what nobody asked for. Called once, before the resource is
     * first lent. The action may be run on any thread, more than once, and at once if the resource is dead already.
     */
    void onBroken(R resource, Runnable action);

    /**
     * Asks the other side whether the resource still works. Called only for one that was idle for long or is suspect.
     *
     * @return false or a failure if it has to be closed; true by default, for a factory that cannot ask
     */
    default CompletableFuture<Boolean> validate(R resource) {
        return CompletableFuture.completedFuture(true);
    }
}
