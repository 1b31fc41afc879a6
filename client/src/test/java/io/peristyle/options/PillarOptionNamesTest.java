package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PillarOptionNamesTest {
    @ParameterizedTest
    @CsvSource({
        "pool_size=10, 10, 3",
        "pool_size=15, 15, 5",
        "pool_size=1, 1, 1",
        "pool_size=20&max_overflow=0, 20, 0",
        "max_overflow=2&pool_size=20, 20, 2",
        "max_open_conns=20, 20, 0"
    })
    void aPoolSizeBringsThirtyPercentOfOverflowUnlessThatIsGiven(String query, int maximum, int overflow) {
        PoolSize size = ClientOptions.parse("http://h?" + query).pool().size();

        assertThat(size.maximum()).isEqualTo(maximum);
        assertThat(size.maximumOverflow()).isEqualTo(overflow);
    }

    @Test
    void aVariableOfTheEnvironmentMeansTheSameAsTheName() {
        PoolSize size = ClientOptions.fromEnvironment(
                        Map.of("CLICKHOUSE_POOL_SIZE", "20", "CLICKHOUSE_MAX_OVERFLOW", "1"))
                .pool()
                .size();

        assertThat(size.maximum()).isEqualTo(20);
        assertThat(size.maximumOverflow()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"5000, 5000", "5s, 5000", "250ms, 250", "PT1M, 60000"})
    void timesWithoutAUnitAreMilliseconds(String text, long millis) {
        ClientOptions options = ClientOptions.parse("http://h?pool_timeout=" + text + "&timeout=" + text);

        assertThat(options.pool().timeouts().acquireTimeout()).isEqualTo(Duration.ofMillis(millis));
        assertThat(options.statements().queryTimeout()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool_size=0",
                "pool_size=many",
                "pool_timeout=-1",
                "timeout=soon",
                "acquire_timeout=5000",
                "background_connections=11",
                "background_inserts=0",
                "background_insert_bytes=0"
            })
    void refusesWhatIsWrongByTheNameThatWasGiven(String pair) {
        assertThatThrownBy(() -> ClientOptions.parse("http://h?" + pair))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(pair.substring(0, pair.indexOf('=')));
    }
}
