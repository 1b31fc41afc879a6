package io.peristyle.pool;

import io.peristyle.options.Balancing;
import io.peristyle.options.EndpointLoad;
import java.util.List;

/** Looks at all candidates and takes the one with the least work for its weight; of equal ones, one with room, or the first. */
enum LeastBusy implements Balancing {
    INSTANCE;

    @Override
    public int choose(List<EndpointLoad> candidates) {
        int best = 0;
        for (int i = 1; i < candidates.size(); i++) {
            double mine = load(candidates.get(i));
            double least = load(candidates.get(best));
            if (mine < least || (mine == least && hasMoreRoom(candidates.get(i), candidates.get(best)))) {
                best = i;
            }
        }
        return best;
    }

    /** What would be under way with one more, for its weight. */
    static double load(EndpointLoad place) {
        return (place.size() - place.idle() + 1) / place.weight();
    }

    private static boolean hasMoreRoom(EndpointLoad one, EndpointLoad other) {
        return one.hasRoom() && !other.hasRoom();
    }
}
