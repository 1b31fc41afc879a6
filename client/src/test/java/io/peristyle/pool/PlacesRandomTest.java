package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everything that can happen to a pool over several places, in random order, against a model of what has to hold. {@code
 * -Dpool.seed=N} repeats a run.
 */
class PlacesRandomTest {
    private static final int ROUNDS = Integer.getInteger("pool.rounds", 500);
    private static final int STEPS = 2_000;

    @Test
    void keepsItsPromisesOverSeveralPlacesInAMillionRandomSteps() {
        long seed = Long.getLong("pool.seed", new Random().nextLong());
        System.out.println("PlacesRandomTest seed " + seed);
        Random random = new Random(seed);
        long asked = 0;
        long served = 0;
        for (int round = 0; round < ROUNDS; round++) {
            PlacesModel model = new PlacesModel(random, "seed " + seed + ", round " + round);
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
