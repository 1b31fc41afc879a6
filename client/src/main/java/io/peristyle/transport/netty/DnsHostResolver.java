package io.peristyle.transport.netty;

import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.Future;
import io.peristyle.transport.HostResolver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks the hosts file of this machine, then its name servers. Opens a socket for each question. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class DnsHostResolver implements HostResolver {
    private final DnsNameResolverBuilder settings;
    private final AnswerAges ages = new AnswerAges();

    /** Guarded by this. */
    private @Nullable DnsNameResolver resolver;

    /** Guarded by this. */
    private boolean closed;

    /** @param settings lack only the caches */
    DnsHostResolver(DnsNameResolverBuilder settings) {
        this.settings = settings.resolveCache(ages).cnameCache(ages);
    }

    @Override
    public CompletableFuture<HostAddresses> resolve(String host) {
        CompletableFuture<HostAddresses> result = new CompletableFuture<>();
        AnswerAges.LookUp lookUp = ages.begin();
        try {
            Future<List<InetAddress>> answer = resolver().resolveAll(host);
            answer.addListener(end -> {
                long seconds = lookUp.end();
                if (answer.isSuccess()) {
                    result.complete(addresses(answer.getNow(), seconds));
                } else {
                    result.completeExceptionally(answer.cause());
                }
            });
            result.whenComplete((addresses, failure) -> answer.cancel(false));
        } catch (RejectedExecutionException | IllegalStateException e) {
            lookUp.end();
            result.completeExceptionally(e);
        }
        return result;
    }

    synchronized void close() {
        closed = true;
        if (resolver != null) {
            resolver.close();
        }
    }

    private synchronized DnsNameResolver resolver() {
        if (closed) {
            throw new IllegalStateException("the resolver is closed");
        }
        if (resolver == null) {
            resolver = settings.build();
        }
        return resolver;
    }

    private static HostAddresses addresses(List<InetAddress> all, long seconds) {
        Class<? extends InetAddress> family = all.get(0).getClass();
        List<String> literals = all.stream()
                .filter(address -> address.getClass() == family)
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
        return new HostAddresses(literals, seconds == Long.MAX_VALUE ? null : Duration.ofSeconds(seconds));
    }
}
