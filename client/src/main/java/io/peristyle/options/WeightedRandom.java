package io.peristyle.options;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Any candidate, in proportion to the weights. */
enum WeightedRandom implements Balancing {
    INSTANCE;

    private static final int NONE = -1;

    @Override
    public int choose(List<EndpointLoad> candidates) {
        return draw(candidates, NONE);
    }

    /** Draws one in proportion to its weight, but not the one at {@code excluded}. */
    static int draw(List<EndpointLoad> candidates, int excluded) {
        int count = candidates.size();
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += i == excluded ? 0 : candidates.get(i).weight();
        }
        double left = total * ThreadLocalRandom.current().nextDouble();
        int drawn = NONE;
        for (int i = 0; i < count && left >= 0; i++) {
            if (i != excluded) {
                drawn = i;
                left -= candidates.get(i).weight();
            }
        }
        return drawn;
    }

    @Override
    public String toString() {
        return "random";
    }
}
