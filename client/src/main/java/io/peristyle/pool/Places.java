package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.options.EndpointLoad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The places of a pool: those that were given, in that order, and those that were taken away but still have something.
 * Guarded by the gate of the pool, but for the candidates.
 */
final class Places<R> {
    private static final double ROUNDING = 1e-9;

    private final PlaceParts parts;
    private final Budget budget;
    private Map<Endpoint, Place<R>> given = new LinkedHashMap<>();
    private final Map<Endpoint, Place<R>> leaving = new LinkedHashMap<>();
    private List<Place<R>> all = List.of();
    private volatile Candidates<R> candidates = new Candidates<>(List.of(), List.of());

    Places(PlaceParts parts) {
        this.parts = parts;
        this.budget = parts.budget();
    }

    /** Whom a caller may be sent to; may be asked by any thread. */
    Candidates<R> candidates() {
        return candidates;
    }

    /** Every place, those that are leaving included. */
    List<Place<R>> all() {
        return all;
    }

    /** A place, also one that is leaving; null if there is none of that name. */
    @Nullable
    Place<R> find(Endpoint endpoint) {
        Place<R> place = given.get(endpoint);
        return place == null ? leaving.get(endpoint) : place;
    }

    /** Replaces those that are given; returns whether any came or went. */
    Change<R> replace(List<WeightedEndpoint> endpoints) {
        List<Place<R>> added = new ArrayList<>();
        Map<Endpoint, Place<R>> next = new LinkedHashMap<>();
        for (WeightedEndpoint endpoint : endpoints) {
            Place<R> place = find(endpoint.endpoint());
            if (place == null) {
                place = new Place<>(endpoint.endpoint(), endpoint.weight(), parts);
            }
            if (!given.containsKey(endpoint.endpoint()) && !next.containsKey(endpoint.endpoint())) {
                added.add(place);
            }
            place.weight(endpoint.weight());
            leaving.remove(endpoint.endpoint());
            next.put(endpoint.endpoint(), place);
        }
        List<Place<R>> gone = new ArrayList<>();
        for (Place<R> place : given.values()) {
            if (!next.containsKey(place.endpoint())) {
                place.remove();
                leaving.put(place.endpoint(), place);
                gone.add(place);
            }
        }
        given = next;
        list();
        return new Change<>(added, gone);
    }

    /** Forgets a place that was taken away, if nothing is left of it. */
    void forget(Place<R> place) {
        if (place.isRemoved() && place.isEmpty() && leaving.remove(place.endpoint()) != null) {
            list();
        }
    }

    /**
     * Decides anew which places are given work: those with a closed breaker, or all in service if there is none; and how many
     * resources are kept warm at each.
     */
    void refresh() {
        boolean anyClosed = any(place -> place.isInService() && place.breaker.isClosed());
        List<Place<R>> serving = new ArrayList<>();
        for (Place<R> place : all) {
            place.serving(place.isInService() && (place.breaker.isClosed() || !anyClosed));
            place.warm(0);
            if (place.isServing()) {
                serving.add(place);
            }
        }
        for (int i = budget.warm(); i > 0 && !serving.isEmpty(); i--) {
            Place<R> coldest = serving.get(0);
            for (Place<R> place : serving) {
                if ((long) place.warm() * coldest.configuredWeight()
                        < (long) coldest.warm() * place.configuredWeight()) {
                    coldest = place;
                }
            }
            coldest.warm(coldest.warm() + 1);
        }
        candidates = new Candidates<>(List.copyOf(serving), List.<EndpointLoad>copyOf(serving));
    }

    boolean any(Predicate<Place<R>> holds) {
        for (Place<R> place : all) {
            if (holds.test(place)) {
                return true;
            }
        }
        return false;
    }

    /** The place with the least work for its weight among those for which something holds; null if it holds for none. */
    @Nullable
    Place<R> leastBusy(Predicate<Place<R>> holds) {
        Place<R> best = null;
        // As often as leases end while callers wait: no iterator.
        for (int i = 0; i < all.size(); i++) {
            Place<R> place = all.get(i);
            if (holds.test(place) && (best == null || LeastBusy.load(place) < LeastBusy.load(best))) {
                best = place;
            }
        }
        return best;
    }

    /** The idle resource that was used least recently at a place other than {@code except}; null if there is none. */
    @Nullable
    Slot<R> oldestIdle(@Nullable Place<R> except) {
        Slot<R> oldest = null;
        for (Place<R> place : all) {
            Slot<R> slot = place == except ? null : place.idle.oldest();
            if (slot != null && (oldest == null || slot.usedNanos - oldest.usedNanos < 0)) {
                oldest = slot;
            }
        }
        return oldest;
    }

    /** Which one is to be closed where too many are idle, {@code last} being the latest: one above the minimum of its place. */
    Slot<R> surplusIdle(Slot<R> last) {
        if (last.place.counts.idle() > last.place.warm()) {
            return last;
        }
        Place<R> crowded = leastBusy(place -> place.counts.idle() > place.warm());
        Slot<R> oldest = crowded == null ? null : crowded.idle.oldest();
        return oldest == null ? last : oldest;
    }

    /** Whether one resource less at {@code from} and one more at {@code to} brings both closer to their shares. */
    boolean isFairer(Place<R> from, Place<R> to) {
        double weights = 0;
        for (EndpointLoad place : candidates.loads()) {
            weights += place.weight();
        }
        int maximum = budget.limits().maximumSize();
        double share = maximum * to.weight() / weights;
        double other = maximum * from.weight() / weights;
        return to.counts.size() + 1 <= Math.max(1, share) + ROUNDING && from.counts.size() - 1 >= other - ROUNDING;
    }

    private void list() {
        List<Place<R>> places = new ArrayList<>(given.values());
        places.addAll(leaving.values());
        all = List.copyOf(places);
    }

    /** Whom a caller may be sent to: the same places, as the pool and as the balancing sees them. */
    record Candidates<R>(List<Place<R>> places, List<EndpointLoad> loads) {}

    /** Which places came and went. */
    record Change<R>(List<Place<R>> added, List<Place<R>> gone) {}
}
