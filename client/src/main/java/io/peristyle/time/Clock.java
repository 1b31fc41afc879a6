package io.peristyle.time;

/** A source of monotonic time. Tests put their own in place of {@link #SYSTEM}. */
@FunctionalInterface
public interface Clock {
    /** The clock of this process. */
    Clock SYSTEM = System::nanoTime;

    /** Nanoseconds since an arbitrary moment; only differences mean something. */
    long nanoTime();
}
