package io.peristyle.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsCnameCache;
import io.netty.resolver.dns.NoopDnsCache;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A cache that keeps nothing, and notes how long the shortest-lived record holds that came while a look-up was under way,
 * aliases included: Netty passes time to live to its caches alone. Of look-ups that run at the same time, one may be told the
 * shorter life of another's answer, and then asks again sooner than it has to.
 */
final class AnswerAges implements DnsCache, DnsCnameCache {
    private final Set<LookUp> underWay = ConcurrentHashMap.newKeySet();

    LookUp begin() {
        LookUp lookUp = new LookUp();
        underWay.add(lookUp);
        return lookUp;
    }

    @Override
    public DnsCacheEntry cache(
            String hostname, DnsRecord[] additionals, InetAddress address, long originalTtl, EventLoop loop) {
        note(originalTtl);
        return NoopDnsCache.INSTANCE.cache(hostname, additionals, address, originalTtl, loop);
    }

    @Override
    public DnsCacheEntry cache(String hostname, DnsRecord[] additionals, Throwable cause, EventLoop loop) {
        return NoopDnsCache.INSTANCE.cache(hostname, additionals, cause, loop);
    }

    @Override
    public void cache(String hostname, String cname, long originalTtl, EventLoop loop) {
        note(originalTtl);
    }

    @Override
    public List<? extends DnsCacheEntry> get(String hostname, DnsRecord[] additionals) {
        return List.of();
    }

    @Override
    public @Nullable String get(String hostname) {
        return null;
    }

    @Override
    public void clear() {}

    @Override
    public boolean clear(String hostname) {
        return false;
    }

    private void note(long seconds) {
        for (LookUp lookUp : underWay) {
            lookUp.shortest.accumulateAndGet(seconds, Math::min);
        }
    }

    /** One look-up, from its question to its last answer. */
    final class LookUp {
        private final AtomicLong shortest = new AtomicLong(Long.MAX_VALUE);

        /** Seconds that its answers hold; {@link Long#MAX_VALUE} if none came over the network. */
        long end() {
            underWay.remove(this);
            return shortest.get();
        }
    }
}
