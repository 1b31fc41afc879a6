package io.peristyle.pool;

import io.peristyle.options.Balancing;
import io.peristyle.options.EndpointLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the place for a caller, outside of the gate; survives a balancing that does not. Safe for use by many threads. */
final class Choice<R> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Choice.class);

    private final Balancing balancing;
    private final Places<R> places;
    private final AtomicBoolean complained = new AtomicBoolean();

    Choice(Balancing balancing, Places<R> places) {
        this.balancing = balancing;
        this.places = places;
    }

    /** A place that is given work, and not avoided unless all are; null if every one is out of service. */
    @Nullable
    Place<R> among(Preference preference) {
        Places.Candidates<R> candidates = places.candidates();
        List<Place<R>> serving = candidates.places();
        if (serving.size() < 2) {
            return serving.isEmpty() ? null : serving.get(0);
        }
        if (preference.avoided().isEmpty()) {
            return serving.get(choose(candidates.loads()));
        }
        List<Place<R>> others = new ArrayList<>(serving);
        others.removeIf(place -> preference.avoided().contains(place.endpoint()));
        if (others.isEmpty()) {
            others = serving;
        }
        return others.get(others.size() == 1 ? 0 : choose(List.<EndpointLoad>copyOf(others)));
    }

    private int choose(List<EndpointLoad> loads) {
        try {
            int chosen = balancing.choose(loads);
            if (chosen >= 0 && chosen < loads.size()) {
                return chosen;
            }
            complain("it chose number " + chosen + " of " + loads.size(), null);
        } catch (Throwable failure) { // Not all languages and tools declare what they throw.
            complain("it threw", failure);
        }
        return LeastBusy.INSTANCE.choose(loads);
    }

    private void complain(String what, @Nullable Throwable failure) {
        if (complained.compareAndSet(false, true)) {
            LOGGER.warn("the balancing {} failed: {}; this is said once", balancing, what, failure);
        }
    }
}
