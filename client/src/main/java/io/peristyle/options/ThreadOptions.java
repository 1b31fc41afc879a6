package io.peristyle.options;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The client's threads.
 *
 * @param eventLoopThreads threads that do all network I/O
 * @param callbackThreads ceiling of the callback executor, which keeps two
 * @param callbackExecutor runs the user's code instead of the client's own executor; null: the client's own
 * @param transport how sockets are polled
 */
public record ThreadOptions(
        int eventLoopThreads, int callbackThreads, @Nullable Executor callbackExecutor, Transport transport) {
    /** A thread for each core, 64, none, automatic. */
    public static ThreadOptions defaults() {
        return new ThreadOptions(Runtime.getRuntime().availableProcessors(), 64, null, Transport.AUTO);
    }

    public ThreadOptions withEventLoopThreads(int eventLoopThreads) {
        return new ThreadOptions(eventLoopThreads, callbackThreads, callbackExecutor, transport);
    }

    public ThreadOptions withCallbackThreads(int callbackThreads) {
        return new ThreadOptions(eventLoopThreads, callbackThreads, callbackExecutor, transport);
    }

    public ThreadOptions withTransport(Transport transport) {
        return new ThreadOptions(eventLoopThreads, callbackThreads, callbackExecutor, transport);
    }

    /** How sockets are polled. */
    public enum Transport {
        /** Epoll where it is to be had, else NIO. */
        AUTO,
        /** Linux's epoll. */
        EPOLL,
        /** The JDK's selector. */
        NIO
    }
}
