package io.peristyle.options;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The less loaded of two candidates drawn in proportion to their weights.
 *
 * <p>Loads are small whole numbers. Divided by unequal weights they leave gaps in which one server always wins: with weights 3
 * and 1, one statement at the heavy server is less load than one at the light one, and more than none there. A random fraction
 * of a statement on either side closes the gaps, so that shares follow the weights whether two statements are under way or
 * two hundred.
 */
enum LeastLoaded implements Balancing {
    INSTANCE;

    /** Connections by which a server must be ahead of its share for another's idle connection to be closed in its favour. */
    private static final double WORTH_MAKING_ROOM = 2;

    @Override
    public int choose(List<EndpointLoad> candidates) {
        int first = WeightedRandom.draw(candidates, -1);
        int second = WeightedRandom.draw(candidates, first);
        return isFirstBetter(candidates.get(first), candidates.get(second)) ? first : second;
    }

    private static boolean isFirstBetter(EndpointLoad first, EndpointLoad second) {
        boolean firstHasRoom = first.hasRoom();
        if (firstHasRoom != second.hasRoom()) {
            return firstHasRoom ? !isAhead(first, second) : isAhead(second, first);
        }
        int firstBusy = busy(first);
        int secondBusy = busy(second);
        if (firstBusy + secondBusy == 0) {
            return true;
        }
        double firstWeight = first.weight();
        double secondWeight = second.weight();
        if (firstWeight == secondWeight) {
            return firstBusy <= secondBusy;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return (firstBusy + random.nextDouble()) * secondWeight <= (secondBusy + random.nextDouble()) * firstWeight;
    }

    /** Whether {@code one} has clearly more under way than its share, compared to {@code other}. */
    private static boolean isAhead(EndpointLoad one, EndpointLoad other) {
        return busy(one) - busy(other) * (one.weight() / other.weight()) >= WORTH_MAKING_ROOM;
    }

    /** Connections in use and being opened; the two figures are read at different moments. */
    private static int busy(EndpointLoad server) {
        return Math.max(0, server.size() - server.idle());
    }

    @Override
    public String toString() {
        return "least_loaded";
    }
}
