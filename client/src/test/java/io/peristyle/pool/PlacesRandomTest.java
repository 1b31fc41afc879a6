package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everything that can happen to a pool over several places, in random order, against a model of what has to hold. {@code
 * -Dpool.seed=N -Dpool.rounds=1} repeats a round.
 */
class PlacesRandomTest {
    private static final int ROUNDS = Integer.getInteger("pool.rounds", 500);
    private static final int STEPS = 2_000;

    @Test
    void keepsItsPromisesOverSeveralPlacesInAMillionRandomSteps() {
        long seed = Long.getLong("pool.seed", new Random().nextLong());
        System.out.println("PlacesRandomTest seed " + seed);
        long asked = 0;
        long served = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            PlacesModel model = new PlacesModel(random, "seed " + (seed + round));
            for (int step = 0; step < STEPS; step++) {
                model.step();
                if (random.nextInt(3) == 0) {
                    model.check();
                }
            }
            model.end();
            asked += model.asked();
            served += model.served();
        }
        System.out.println("PlacesRandomTest served " + served + " of " + asked);
        assertThat(served).as("seed " + seed + ": served of " + asked).isGreaterThan(asked / 4);
    }
}
