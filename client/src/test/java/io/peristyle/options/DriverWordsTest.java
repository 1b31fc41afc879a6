package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other drivers write. */
class DriverWordsTest {
    @ParameterizedTest
    @CsvSource({"true, LZ4", "1, LZ4", "false, NONE", "0, NONE", "zstd, ZSTD"})
    void compressIsASwitchToo(String word, Compression.Method method) {
        assertThat(ClientOptions.parse("clickhouse://h?compress=" + word)
                        .connection()
                        .compression()
                        .method())
                .isEqualTo(method);
    }

    @Test
    void aUrlOfJdbcMeansTheNativeProtocolUnlessItNamesHttp() {
        assertThat(ClientOptions.parse("jdbc:clickhouse://h/d").connection().protocol())
                .isEqualTo(Protocol.NATIVE);
        assertThat(ClientOptions.parse("jdbc:clickhouse:http://h/d")
                        .connection()
                        .protocol())
                .isEqualTo(Protocol.HTTP);
    }
}
