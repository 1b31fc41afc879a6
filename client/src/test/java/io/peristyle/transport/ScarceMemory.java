package io.peristyle.transport;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.util.internal.CleanableDirectBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Direct memory that ends when a test says so, and knows how many buffers were not given back. */
public final class ScarceMemory extends AbstractByteBufAllocator {
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger held = new AtomicInteger();

    /** There is some for so many more buffers, or for larger ones in their place. */
    public void endAfter(long allocations) {
        left.set(allocations);
    }

    /** There is enough again; true if there was none for somebody meanwhile. */
    public boolean restore() {
        return left.getAndSet(Long.MAX_VALUE) < 0;
    }

    /** Buffers that were not given back. */
    public int held() {
        return held.get();
    }

    private void take() {
        if (left.decrementAndGet() < 0) {
            throw new OutOfMemoryError("no direct memory, says a test");
        }
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maximumCapacity) {
        return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maximumCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maximumCapacity) {
        take();
        ByteBuf buffer = new Buffer(this, initialCapacity, maximumCapacity);
        held.incrementAndGet();
        return buffer;
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private static final class Buffer extends UnpooledDirectByteBuf {
        Buffer(ScarceMemory memory, int initialCapacity, int maximumCapacity) {
            super(memory, initialCapacity, maximumCapacity);
        }

        /** Called when it grows. */
        @Override
        protected CleanableDirectBuffer allocateDirectBuffer(int capacity) {
            memory().take();
            return super.allocateDirectBuffer(capacity);
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            memory().held.decrementAndGet();
        }

        private ScarceMemory memory() {
            return (ScarceMemory) alloc();
        }
    }
}
