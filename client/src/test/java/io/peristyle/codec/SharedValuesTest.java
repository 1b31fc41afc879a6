package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedValuesTest {
    private static final int VALUES = 50_000;

    /** A value is bytes of its own within a Dynamic whose only type is the hidden one. */
    @Test
    void areValuesOrRefusedWhateverTheirBytesAre() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < VALUES; i++) {
            byte[] value = value(random);
            ByteBuf in = Unpooled.buffer();
            in.writeLongLE(2).writeByte(0).writeLongLE(0).writeByte(0);
            WireOutput.writeVarUInt(in, value.length);
            in.writeBytes(value);
            try {
                Column column = Codecs.read(Codecs.of("Dynamic"), 1, in);
                assertThat(column.size()).isEqualTo(1);
            } catch (MalformedDataException | UnsupportedTypeException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(VALUES);
    }

    /** Codes of types come often, and small numbers. */
    private static byte[] value(Random random) {
        byte[] value = new byte[1 + random.nextInt(24)];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(0x37));
        }
        return value;
    }
}
