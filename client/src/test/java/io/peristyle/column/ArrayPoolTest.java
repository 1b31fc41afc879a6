package io.peristyle.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ArrayPoolTest {
    private final ArrayPool pool = new ArrayPool();

    @Test
    void hasTheArraysOfABlockThatWasGivenBack() {
        long[] values = new long[7];
        Block block = block();
        pool.lend(block, List.of(values));
        assertThat(pool.take(long[].class, 7, 7)).isNull();
        pool.giveBack(block);

        assertThat(pool.take(long[].class, 7, 7)).isSameAs(values);
        assertThat(pool.take(long[].class, 7, 7)).isNull();
    }

    @Test
    void givesAnArrayOfTheRightKindAndLengthOnly() {
        byte[] bytes = new byte[100];
        giveBack(new long[100]);
        giveBack(new byte[101]);
        giveBack(new byte[10]);
        giveBack(bytes);

        assertThat(pool.take(byte[].class, 50, 100)).isSameAs(bytes);
    }

    @Test
    void takesABlockBackOnce() {
        Block block = block();
        pool.lend(block, List.of(new long[7]));
        pool.giveBack(block);
        pool.giveBack(block);

        assertThat(pool.take(long[].class, 7, 7)).isNotNull();
        assertThat(pool.take(long[].class, 7, 7)).isNull();
    }

    @Test
    void takesNoBlockOfOthers() {
        pool.giveBack(block());

        assertThat(pool.take(long[].class, 0, 100)).isNull();
    }

    /** Or else it would hold arrays of all sizes that there ever were. */
    @Test
    void givesOneUpForEachThatItDoesNotHave() {
        giveBack(new long[1]);
        giveBack(new long[2]);
        assertThat(pool.take(long[].class, 3, 3)).isNull();

        assertThat(pool.take(long[].class, 2, 2)).isNotNull();
        assertThat(pool.take(long[].class, 1, 1)).isNull();
    }

    private void giveBack(Object array) {
        Block block = block();
        pool.lend(block, List.of(array));
        pool.giveBack(block);
    }

    private static Block block() {
        return new Block(1, List.of(), List.of());
    }
}
