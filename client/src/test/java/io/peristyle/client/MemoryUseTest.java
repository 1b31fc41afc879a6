package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.query.Row;
import io.peristyle.record.Mappings;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That what waits in the background is bounded, whatever its values are. */
final class MemoryUseTest {
    private static final int LONG = 10_000;

    private final MemoryUse memory = new MemoryUse(new Mappings());

    record Event(long id, Payload payload) {}

    record Payload(String body, List<String> tags) {}

    @Test
    void countsTheTextsInRecordsWithinRecords() {
        Payload payload = new Payload("x".repeat(LONG), List.of("y".repeat(LONG)));

        assertThat(memory.ofRow(new Event(1, payload))).isBetween(2L * LONG, 2L * LONG + 500);
        assertThat(memory.of(Map.of("payload", payload))).isBetween(2L * LONG, 2L * LONG + 500);
    }

    @Test
    void countsBuffersAndGreatNumbers() {
        assertThat(memory.of(ByteBuffer.allocate(LONG))).isGreaterThan(LONG);
        assertThat(memory.of(BigInteger.ONE.shiftLeft(8 * LONG))).isGreaterThan(LONG);
        assertThat(memory.of(new long[LONG])).isGreaterThan(8L * LONG);
    }

    @Test
    void countsABlockThatManyRowsShareOnce() {
        Block block = ScriptedConnection.block(0, LONG);
        Row first = new Row(block, 0);
        Row second = new Row(block, 1);

        assertThat(memory.ofRow(first)).isGreaterThanOrEqualTo(4L * LONG);
        assertThat(memory.ofRow(second)).isLessThan(100);
    }

    @Test
    void takesWhatCannotBeARowForSmall() {
        record Nothing() {}

        assertThat(memory.of(List.of(new Nothing()))).isLessThan(100);
    }
}
