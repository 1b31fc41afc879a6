package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.ConfigurationException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** That a number or a duration out of its range is refused by builder as it is by name. */
final class OptionBoundsTest {
    @Test
    void refusesWhatNothingCanKeep() {
        Map<String, Consumer<ClientOptionsBuilder>> mistakes = Map.of(
                "insert_block_size", options -> options.insert(InsertOptions.DEFAULT.withMaximumBlockRows(0)),
                "insert_block_bytes", options -> options.insert(InsertOptions.DEFAULT.withMaximumBlockBytes(0)),
                "close_grace", options -> options.closeGrace(Duration.ofSeconds(-1)),
                "query_timeout", options -> options.queryTimeout(Duration.ofSeconds(-1)),
                "read_timeout", options -> options.timeouts(Timeouts.DEFAULT.withRead(Duration.ZERO)),
                "write_timeout",
                        options -> options.timeouts(Timeouts.DEFAULT.withWrite(ChronoUnit.FOREVER.getDuration())),
                "max_block_rows", options -> options.limits(Limits.DEFAULT.withMaximumBlockRows(0)),
                "retries", options -> options.retry(RetryOptions.DEFAULT.withRetries(-1)),
                "retry_budget", options -> options.retry(RetryOptions.DEFAULT.withBudgetPercent(101)),
                "callback_threads",
                        options -> options.threads(ThreadOptions.defaults().withCallbackThreads(0)));

        mistakes.forEach((option, mistake) -> assertThatThrownBy(() -> {
                    ClientOptionsBuilder options = ClientOptions.builder().url("clickhouse://h");
                    mistake.accept(options);
                    options.build();
                })
                .as(option)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(option));
    }

    @Test
    void aTimeoutOfZeroIsNoLimit() {
        assertThat(ClientOptions.parse("clickhouse://h?query_timeout=0s")
                        .statements()
                        .queryTimeout())
                .isNull();
    }
}
