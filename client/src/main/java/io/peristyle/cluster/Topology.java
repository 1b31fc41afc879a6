package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.time.Timers;
import io.peristyle.transport.HostResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a client as they are named, and the places where they are found: each address of a name is one. Names are
 * looked up in the background, again and again; IP literals never. A name that could not be looked up is a place of its own,
 * for those who connect to it to be told. Thread-safe.
 */
public final class Topology {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    private final HostResolver resolver;
    private final Timers timers;
    private final Duration limit;
    private final AtomicInteger changes = new AtomicInteger();

    // What follows is guarded by this.

    private final Map<String, FollowedName> names = new HashMap<>();
    private List<WeightedEndpoint> servers;

    /** Those that take the place of {@link #servers} once each of their names was looked up; null: none. */
    private @Nullable List<WeightedEndpoint> successors;

    private List<WeightedEndpoint> places;

    /** Null before the start. */
    private @Nullable Consumer<List<WeightedEndpoint>> listener;

    /** Who asked for the places of a server whose name was not looked up yet. */
    private final List<Awaiting> awaiting = new ArrayList<>();

    private boolean closed;

    /** @param limit how long a look-up may take */
    public Topology(List<WeightedEndpoint> servers, HostResolver resolver, Timers timers, Duration limit) {
        this.resolver = resolver;
        this.timers = timers;
        this.limit = limit;
        this.servers = List.copyOf(servers);
        this.places = found();
    }

    /** The places that are known at this moment; before {@link #start}, those of IP literals. */
    public synchronized List<WeightedEndpoint> places() {
        return places;
    }

    /** The places of a server as it was named, or the one that is meant; empty if there is none. */
    public List<Endpoint> placesOf(Endpoint server) {
        return places().stream()
                .map(WeightedEndpoint::endpoint)
                .filter(place -> place.equals(server) || (server.address() == null && isAt(place, server)))
                .toList();
    }

    /** Whether a server is one of those that were named, looked up or not, or one of the places. */
    public synchronized boolean has(Endpoint server) {
        return !placesOf(server).isEmpty() || isAwaited(server);
    }

    /** {@link #placesOf}, as soon as the name was looked up, with or without success; once closed, as they are. */
    public CompletableFuture<List<Endpoint>> whenPlaced(Endpoint server) {
        CompletableFuture<List<Endpoint>> result = new CompletableFuture<>();
        synchronized (this) {
            if (placesOf(server).isEmpty() && isAwaited(server) && !closed) {
                awaiting.add(new Awaiting(server, result));
                return result;
            }
        }
        result.complete(placesOf(server));
        return result;
    }

    /** Whether a name of a server has still to be looked up. */
    private boolean isAwaited(Endpoint server) {
        return Stream.of(servers, successors == null ? List.<WeightedEndpoint>of() : successors)
                .flatMap(List::stream)
                .anyMatch(named -> server.address() == null && isAt(named.endpoint(), server));
    }

    /**
     * Begins to follow names.
     *
     * @param listener is told the places whenever they change, one change after the other; must not block
     */
    public void start(Consumer<List<WeightedEndpoint>> listener) {
        synchronized (this) {
            this.listener = listener;
        }
        follow();
    }

    /**
     * Puts other servers in the place of those so far, as soon as each of their names was looked up, with or without success.
     */
    public void replace(List<WeightedEndpoint> other) {
        synchronized (this) {
            successors = List.copyOf(other);
        }
        follow();
        changed();
    }

    /** Looks up nothing any more. */
    public void close() {
        synchronized (this) {
            closed = true;
            names.values().forEach(FollowedName::stop);
            names.clear();
        }
        tellThoseWhoAwait();
    }

    /** Those whose server has places now; all of them once closed. */
    private void tellThoseWhoAwait() {
        List<Awaiting> told = new ArrayList<>();
        synchronized (this) {
            awaiting.removeIf(one -> {
                boolean ready = closed || !placesOf(one.server).isEmpty() || !isAwaited(one.server);
                return ready && told.add(one);
            });
        }
        told.forEach(one -> one.places.complete(placesOf(one.server)));
    }

    private void follow() {
        List<FollowedName> added = new ArrayList<>();
        synchronized (this) {
            Set<String> wanted = wantedNames();
            if (closed || listener == null) {
                return;
            }
            names.entrySet().removeIf(name -> {
                boolean gone = !wanted.contains(name.getKey());
                if (gone) {
                    name.getValue().stop();
                }
                return gone;
            });
            for (String host : wanted) {
                if (!names.containsKey(host)) {
                    FollowedName name = new FollowedName(host, resolver, timers, limit, this::changed);
                    names.put(host, name);
                    added.add(name);
                }
            }
        }
        added.forEach(FollowedName::follow);
    }

    /** Tells the places if they have changed, one change after the other, whichever threads find that out. */
    private void changed() {
        if (changes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            Consumer<List<WeightedEndpoint>> told = null;
            List<WeightedEndpoint> now;
            boolean replaced;
            synchronized (this) {
                replaced = succeed();
                now = found();
                if (!closed && !now.equals(places)) {
                    places = now;
                    told = listener;
                }
            }
            if (told != null) {
                told.accept(now);
                tellThoseWhoAwait();
            }
            if (replaced) {
                follow();
            }
            seen = changes.addAndGet(-seen);
        } while (seen != 0);
    }

    private boolean succeed() {
        if (successors == null || !successors.stream().allMatch(server -> isLookedUp(server.endpoint()))) {
            return false;
        }
        servers = successors;
        successors = null;
        return true;
    }

    private boolean isLookedUp(Endpoint server) {
        FollowedName name = names.get(server.host());
        return isLiteral(server.host()) || (name != null && name.addresses() != null);
    }

    private List<WeightedEndpoint> found() {
        List<WeightedEndpoint> found = new ArrayList<>();
        for (WeightedEndpoint server : servers) {
            FollowedName name = names.get(server.endpoint().host());
            List<String> addresses = name == null ? null : name.addresses();
            if (isLiteral(server.endpoint().host())) {
                Endpoint endpoint = server.endpoint();
                found.add(new WeightedEndpoint(new Endpoint(endpoint.host(), endpoint.port()), server.weight()));
            } else if (addresses != null && addresses.isEmpty()) {
                found.add(server);
            } else if (addresses != null) {
                addresses.forEach(address ->
                        found.add(new WeightedEndpoint(server.endpoint().at(address), server.weight())));
            }
        }
        return List.copyOf(found);
    }

    private Set<String> wantedNames() {
        Set<String> wanted = new HashSet<>();
        List<WeightedEndpoint> all = new ArrayList<>(servers);
        if (successors != null) {
            all.addAll(successors);
        }
        all.stream()
                .map(server -> server.endpoint().host())
                .filter(host -> !isLiteral(host))
                .forEach(wanted::add);
        return wanted;
    }

    private static boolean isAt(Endpoint place, Endpoint server) {
        return place.host().equals(server.host()) && place.port() == server.port();
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    /** Somebody who waits for the places of a server. */
    private record Awaiting(Endpoint server, CompletableFuture<List<Endpoint>> places) {}
}
