package io.peristyle.client;

import io.peristyle.options.ClientOptions;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Setting;
import io.peristyle.query.TraceContext;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What can be said of any statement; a value that is copied before it is changed. */
final class StatementOptions {
    // Never changed, only replaced: copies share it.
    private Map<String, Setting> settings = Map.of();
    List<String> roles = List.of();

    @Nullable
    String queryId;

    @Nullable
    Duration timeout;

    @Nullable
    TraceContext trace;

    boolean compressed = true;

    StatementOptions copy() {
        StatementOptions copy = new StatementOptions();
        copy.settings = settings;
        copy.roles = roles;
        copy.queryId = queryId;
        copy.timeout = timeout;
        copy.trace = trace;
        copy.compressed = compressed;
        return copy;
    }

    void set(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        String text = value instanceof Boolean flag ? (flag ? "1" : "0") : value.toString();
        Map<String, Setting> more = new LinkedHashMap<>(settings);
        more.put(name, new Setting(name, text, true));
        settings = more;
    }

    void timeout(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("timeout is " + limit + ", must be zero (none) or more");
        }
        timeout = limit;
    }

    Deadline deadline(ClientOptions client, Clock clock) {
        if (timeout == null) {
            return Deadline.after(client.statements().queryTimeout(), clock);
        }
        return timeout.isZero() ? Deadline.NONE : Deadline.after(timeout, clock);
    }

    QueryOptions build(ClientOptions client) {
        return new QueryOptions(
                queryId != null ? queryId : randomId(),
                all(client.statements().settings()),
                roles,
                trace,
                compressed && client.connection().compression().isEnabled());
    }

    private List<Setting> all(List<Setting> ofClient) {
        if (settings.isEmpty()) {
            return ofClient;
        }
        List<Setting> all = new ArrayList<>(settings.values());
        for (Setting setting : ofClient) {
            if (!settings.containsKey(setting.name())) {
                all.add(setting);
            }
        }
        return all;
    }

    // Needs to be unique, not unguessable: a secure generator would cost more than a small query's encoding.
    private static String randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low).toString();
    }
}
