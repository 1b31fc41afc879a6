package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.options.Limits;
import io.peristyle.revision.Revision;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerBodyTest {
    private final PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;

    @Test
    void doesNotReadABufferThatWasGivenBackAndServesSomebodyElse() {
        AnswerBody body = new AnswerBody(Revision.NEWEST, new CodecRegistry(ZoneOffset.UTC), Limits.DEFAULT, allocator);
        body.begin(AnswerBody.Kind.BLOCKS, AnswerEncoding.PLAIN, null);
        ByteBuf whole = bytes(HttpScript.numbers(1, 2, 3));
        body.payload().add(whole.readRetainedSlice(5));
        assertThat(body.next()).isEqualTo(AnswerBody.Step.NEEDS_BYTES);

        ByteBuf foreign = bytes("somebody else's");
        List<ByteBuf> slices = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            slices.add(foreign.retainedSlice());
        }
        assertThat(body.next()).isEqualTo(AnswerBody.Step.NEEDS_BYTES);
        assertThat(slices).allMatch(slice -> slice.readableBytes() == "somebody else's".length());

        body.payload().add(whole);
        assertThat(body.next()).isEqualTo(AnswerBody.Step.BLOCK);
        assertThat(body.block().longs(0)).containsExactly(1, 2, 3);
        body.release();
        slices.forEach(ByteBuf::release);
        foreign.release();
    }

    private ByteBuf bytes(String text) {
        return allocator.directBuffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
