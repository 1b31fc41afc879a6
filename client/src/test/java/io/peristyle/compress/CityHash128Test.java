package io.peristyle.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CityHash128Test {
    @ParameterizedTest
    @CsvSource({
        "'', 3df09dfc64c09a2b, 3cb540c392e51e29",
        "a, d27139a1afe01ad0, fd7e8ee2e4c86cf6",
        "abc, 900ff195577748fe, 13a9176355b20d7e",
        "Moscow, 2edf17bfee3edf6d, 22aef305c6409d55",
        "12345678, 1d7757a6dd6fd9f3, 7282a0f9c3847a18",
        "0123456789abcdef, c52ea1adb29e4800, 7369a2fab076de4c",
        "How can you write a big system without C++?  -Paul Glick, f39ea3a4771fcaa1, dda13a4db3814c96"
    })
    void hashesTextAsClickHouseDoes(String text, String low, String high) {
        assertHash(text.getBytes(StandardCharsets.US_ASCII), low, high);
    }

    @Test
    void hashesLongInputAsClickHouseDoes() {
        assertHash(new byte[128], "99fc39626e3a3afa", "a3e8877f81fa6761");
        byte[] counting = new byte[200];
        for (int i = 0; i < counting.length; i++) {
            counting[i] = (byte) i;
        }
        assertHash(counting, "275774699e23b6fd", "5682ef01ebe7289c");
        assertHash("x".repeat(1000).getBytes(StandardCharsets.US_ASCII), "b9b9adbe5def0c55", "2570ec8b9d46a4a9");
    }

    private static void assertHash(byte[] input, String low, String high) {
        assertHash(ByteBuffer.wrap(input), 0, input.length, low, high);
        ByteBuffer direct = ByteBuffer.allocateDirect(input.length + 8);
        direct.put(5, input);
        assertHash(direct, 5, input.length, low, high);
    }

    private static void assertHash(ByteBuffer input, int offset, int length, String low, String high) {
        CityHash128 hash = new CityHash128();
        hash.hash(input, offset, length);
        assertThat(Long.toHexString(hash.low())).isEqualTo(low);
        assertThat(Long.toHexString(hash.high())).isEqualTo(high);
    }
}
