package io.peristyle.transport.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of one group of event loops. */
final class LoopThreads implements ThreadFactory {
    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final String prefix = "peristyle-io-" + GROUPS.incrementAndGet() + "-";
    private final AtomicInteger made = new AtomicInteger();
    private final EventLoopGroup group;

    /** @param loops how many event loops; 0 lets Netty choose */
    LoopThreads(int loops, IoHandlerFactory handlers) {
        // The group starts its threads when they are first used.
        group = new MultiThreadIoEventLoopGroup(loops, this, handlers);
    }

    EventLoopGroup group() {
        return group;
    }

    @Override
    public Thread newThread(Runnable task) {
        return new LoopThread(this, task, prefix + made.incrementAndGet());
    }

    /** The event loop that runs on {@code thread}, which is the calling one. */
    SingleThreadEventLoop loopOf(LoopThread thread) {
        for (EventExecutor loop : group) {
            if (loop.inEventLoop(thread)) {
                return (SingleThreadEventLoop) loop;
            }
        }
        throw new IllegalStateException(thread + " runs no event loop");
    }
}
