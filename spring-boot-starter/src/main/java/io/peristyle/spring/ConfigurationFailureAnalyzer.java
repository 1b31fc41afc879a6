package io.peristyle.spring;

import io.peristyle.error.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which option ended the start, in place of a stack trace. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, ConfigurationException cause) {
        return new FailureAnalysis(
                "The ClickHouse client is configured wrongly: " + cause.getMessage(),
                "Correct the option. Those that exist stand in Peristyle's README; peristyle.max-open-conns, max_open_conns in"
                        + " peristyle.url and CLICKHOUSE_MAX_OPEN_CONNS are the same one.",
                cause);
    }
}
