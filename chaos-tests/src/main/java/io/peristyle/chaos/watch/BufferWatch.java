package io.peristyle.chaos.watch;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the buffers that were forgotten, by Netty's leak detector at its level paranoid. To be installed before anything
 * else touches Netty.
 */
public final class BufferWatch {
    private static final BufferWatch WATCH = new BufferWatch();
    private static final AtomicBoolean ASKED = new AtomicBoolean();
    private static final int ROUNDS = 5;
    private static final long PAUSE_MILLIS = 20;

    private final List<String> leaks = new CopyOnWriteArrayList<>();

    private BufferWatch() {}

    /** Starts to watch this JVM; with the first call, for as long as it lives. */
    public static BufferWatch install() {
        if (ASKED.compareAndSet(false, true)) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
            ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Factory());
        }
        return WATCH;
    }

    /** The reports so far, after a search: of leaks from the same place there may be one only. */
    public List<String> leaks() throws InterruptedException {
        // The detector learns of a lost buffer when it is collected, and tells when the next one is made.
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        return List.copyOf(leaks);
    }

    private static final class Factory extends ResourceLeakDetectorFactory {
        @Override
        @SuppressWarnings("deprecation") // abstract there
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new Detector<>(resource, samplingInterval);
        }
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<?> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            WATCH.leaks.add(resourceType + " was not released" + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            WATCH.leaks.add(resourceType + " was not released");
        }
    }
}
