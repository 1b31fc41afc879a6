package io.peristyle.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.DataException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TypeRoundTripTest {
    private static final int TYPES = 5_000;

    @Test
    void readsEveryTypeThatItPrints() {
        for (int seed = 0; seed < TYPES; seed++) {
            ClickHouseType type = new RandomTypes(seed).next(4);
            assertThat(ClickHouseType.parse(type.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(type);
        }
    }

    @Test
    void answersDamagedTextWithATypeOrADataException() {
        for (int seed = 0; seed < TYPES; seed++) {
            String damaged = damaged(new RandomTypes(seed).next(3).toString(), new Random(seed));
            try {
                ClickHouseType type = ClickHouseType.parse(damaged);
                assertThat(ClickHouseType.parse(type.toString()))
                        .as("seed %d", seed)
                        .isEqualTo(type);
            } catch (DataException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("type");
            }
        }
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(3));
        String inserted = random.nextBoolean() ? "" : String.valueOf("()'`\\, =1a".charAt(random.nextInt(10)));
        return text.substring(0, at) + inserted + text.substring(to);
    }
}
