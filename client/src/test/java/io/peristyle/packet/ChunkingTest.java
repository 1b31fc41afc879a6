package io.peristyle.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.wire.MalformedDataException;
import org.junit.jupiter.api.Test;

class ChunkingTest {
    @Test
    void theClientDecidesWhereTheServerLeavesIt() {
        assertThat(Chunking.CHUNKED_OPTIONAL.agreedWith(Chunking.NOTCHUNKED)).isFalse();
        assertThat(Chunking.CHUNKED_OPTIONAL.agreedWith(Chunking.NOTCHUNKED_OPTIONAL))
                .isFalse();
        assertThat(Chunking.NOTCHUNKED_OPTIONAL.agreedWith(Chunking.CHUNKED_OPTIONAL))
                .isTrue();
        assertThat(Chunking.NOTCHUNKED_OPTIONAL.agreedWith(Chunking.CHUNKED)).isTrue();
    }

    @Test
    void theServerDecidesWhereTheClientLeavesIt() {
        assertThat(Chunking.CHUNKED.agreedWith(Chunking.NOTCHUNKED_OPTIONAL)).isTrue();
        assertThat(Chunking.NOTCHUNKED.agreedWith(Chunking.CHUNKED_OPTIONAL)).isFalse();
    }

    @Test
    void twoStrictSidesHaveToAgree() {
        assertThat(Chunking.CHUNKED.agreedWith(Chunking.CHUNKED)).isTrue();
        assertThat(Chunking.NOTCHUNKED.agreedWith(Chunking.NOTCHUNKED)).isFalse();
        assertThatThrownBy(() -> Chunking.NOTCHUNKED.agreedWith(Chunking.CHUNKED))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("the server insists on notchunked packets and the client on chunked");
    }

    @Test
    void namesAreThoseOfTheHandshake() {
        for (Chunking chunking : Chunking.values()) {
            assertThat(Chunking.parse(chunking.wireName())).isSameAs(chunking);
        }
        assertThat(Chunking.NOTCHUNKED_OPTIONAL.wireName()).isEqualTo("notchunked_optional");
        assertThatThrownBy(() -> Chunking.parse("sometimes")).isInstanceOf(MalformedDataException.class);
    }
}
