package io.peristyle.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks up the addresses of names. Thread-safe, and never blocks. */
@FunctionalInterface
public interface HostResolver {
    /** Leaves all names as they are, for somebody else to look up. */
    HostResolver NONE = host -> CompletableFuture.completedFuture(new HostAddresses(List.of(), Duration.ofDays(1)));

    /**
     * Asks anew, whatever was answered before.
     *
     * @return may take as long as it likes; the caller cancels it when that is too long. Fails if the name is unknown or nobody
     *     answers
     */
    CompletableFuture<HostAddresses> resolve(String host);

    /**
     * What a name stands for.
     *
     * @param literals IP literals of one family: a host that is reached over IPv4 and IPv6 is one server. None: the name itself is what to
     *     connect to
     * @param timeToLive how long the answer holds; null if it does not say
     */
    record HostAddresses(List<String> literals, @Nullable Duration timeToLive) {
        public HostAddresses {
            literals = List.copyOf(literals);
        }
    }
}
